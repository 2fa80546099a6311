"""What of a text can be seen: characters that show nothing, and those that only turn the direction of others."""

import re
import unicodedata

FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\U0001d159")
"""Letters and symbols that are drawn as nothing: the Hangul fillers, the empty Braille pattern, the null notehead."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn", "Mc", "Me"})
"""Controls, formats, spaces; and marks, which need something to stand on."""

_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # Unicode's property Bidi_Control


def shows_something(text: str) -> bool:
    """Whether any character of the text can be seen by itself."""
    for character in text:  # noqa: SIM110 - mostly the first can, and a generator costs more than looking at it
        if unicodedata.category(character) not in _UNSEEN and character not in FILLERS:
            return True
    return False


def without_bidi_controls(text: str) -> str:
    """The text without what turns its direction: a name must not be read in another order than it is compared."""
    return _BIDI_CONTROLS.sub("", text)
