"""Names as people type them, Arabic and English: one normal form, its index keys, and one score.

Both stores keep the normal form and the keys made here, and so find the same candidates; neither
SQLite's nor Lucene's own folding is used.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

_TATWEEL = "\u0640"
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",  # hamza and madda on alif
        "ى": "ي", "ئ": "ي", "ی": "ي",  # alif maqsura, hamza on ya, Persian ya
        "ؤ": "و",
        "ة": "ه", "ک": "ك",
        "ء": None, _TATWEEL: None,
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = "ال"
_GRAM = 3
_PAD = "_"

_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})

LONGEST = 200
"""How many characters of a name count: no name is longer, and a text that is would take seconds to compare."""

EXACT = 100.0
"""The score of a name that is the same but for spelling that carries no meaning."""


def normal_form(name: str) -> str:
    """Lower-case words without diacritics, tatweel, hamza, taa marbuta, the Arabic article or punctuation.

    "Société Générale" → "societe generale"; "الشَّركة" → "شركه"; "X.AI" → "x ai".
    """
    name = name[:LONGEST]
    if name.isascii():  # as ids and most names are: nothing of what follows would change them
        return " ".join(_WORD.findall(name.lower()))
    folded = unicodedata.normalize("NFKC", name).translate(_LETTERS)
    # Neither marks nor what can't be seen (joiners, direction marks) are part of a name.
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if unicodedata.category(c) not in _UNSEEN)
    # The letters once more: taking marks off may have laid bare a hamza's seat.
    words = _WORD.findall(bare.casefold().translate(_LETTERS))
    return " ".join(_digits(_without_article(word)) for word in words)


def _without_article(word: str) -> str:
    # As often as it goes: "ألماني" has no article and looks as if it had, and "الألماني" must come to the same.
    while word.startswith(_ARTICLE) and len(word) >= 5:
        word = word[2:]
    return word


def _digits(word: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)


def keys(normal: str) -> list[str]:
    """The index keys of a normal form: its words' trigrams, each spelt in ASCII, sorted.

    Spelt as hexadecimal code points, so that no tokenizer of either store can take them apart.
    """
    grams = {
        padded[at : at + _GRAM]
        for word in normal.split()
        for padded in [f"{_PAD}{word}{_PAD}"]
        for at in range(len(padded) - _GRAM + 1)
    }
    return sorted(map(_key, grams))


@lru_cache(maxsize=65_536)  # names are many, their trigrams few
def _key(gram: str) -> str:
    return "k" + "z".join(f"{ord(c):x}" for c in gram)


def score(asked: str, normals: Iterable[str]) -> float:
    """How well the best of an entity's normal forms fits the one asked for, 0 to 100.

    Only equal normal forms score 100. Source: rapidfuzz's `WRatio`, lowered a little for
    words in common and for a name that the text only begins.
    """
    best = 0.0
    for normal in normals:
        if normal == asked:
            return EXACT
        whole = fuzz.ratio(asked, normal)
        some = fuzz.WRatio(asked, normal) * 0.9
        # The nearer to the whole name, the better: "goog" is Google before it is Google Gemini.
        begins = 85 + 10 * len(asked) / len(normal) if len(asked) >= 3 and normal.startswith(asked) else 0.0
        best = max(best, whole, some, begins)
    return round(min(best, EXACT - 1), 1)
