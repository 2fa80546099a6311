"""Characters that show nothing, and those that only change the direction of other characters."""

import re
import unicodedata

FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\U0001d159")
"""Letters and symbols that are drawn as nothing: the Hangul fillers, the empty Braille pattern, the null notehead."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn", "Mc", "Me"})
"""Controls, formats and spaces; and marks, which need another character to stand on."""

_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # Unicode's property Bidi_Control


def has_visible_character(text: str) -> bool:
    """Whether the text has a character that can be seen by itself."""
    for character in text:  # noqa: SIM110 - mostly the first one can, and a generator costs more than one look
        if unicodedata.category(character) not in _UNSEEN and character not in FILLERS:
            return True
    return False


def without_bidi_controls(text: str) -> str:
    """The text without bidi controls: a name must be read in the order in which it is compared."""
    return _BIDI_CONTROLS.sub("", text)
