"""Names as people type them, in any script: one normal form, its index keys, and one score.

Both stores keep the normal form and the keys made here, and so find the same candidates; neither
SQLite's nor Lucene's own folding is used.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from anyascii import anyascii
from rapidfuzz import fuzz

from graph_service.domain.legal_forms import plain_name
from graph_service.domain.visible import FILLERS

_LETTERS = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",  # alif wasla, alif maqsura, Persian ya, taa marbuta, Persian kaf
    "ء": "", "\u0640": "",  # hamza, tatweel
    "ё": "е",  # Russian print leaves the dots out
    "♯": "#",
}  # fmt: skip
_SIGNS = str.maketrans("™℠", "  ")  # NFKC would make letters of them
_ARTICLE = "ال"
_GRAM = 3
_PAD = "_"

WHOLE = "w"
"""How the key of a whole name begins; those of its letters begin otherwise."""

# `+` and `#` at a word's end belong to it: C, C++ and C# are three names.
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:[+#]+(?![a-z0-9+#]))?")
_WORD = re.compile(r"[^\s+#]+(?:[+#]+(?!\S))?")

_BARE = ("LATIN", "GREEK", "ARABIC", "HEBREW", "SYRIAC")
"""Scripts whose letters lose their marks (accents, harakat, points). In others a mark makes another letter."""

_SPELLING = ("COMBINING ", "ARABIC ", "HEBREW ", "SYRIAC ", "VARIATION ", "MONGOLIAN FREE VARIATION ")
"""How the names of marks begin that carry no meaning: what composes with its letter has done so before."""

_VOICING = "\u3099\u309a"
"""The marks of kana that tell ハ, バ and パ apart, where they stand by themselves."""

LONGEST = 200
"""How many characters of a name count: no name is longer, and a text that is would take seconds to compare."""

EXACT = 100.0
"""The score of a name that is the same but for spelling that carries no meaning."""

SAME_FORM, NO_FORM, OTHER_FORM = 99.0, 98.0, 95.0
"""The scores of a name that is the same but for its legal form: another spelling of that form ("Inc", "Incorporated"),
none on one of the two sides, or another form."""

SAME = OTHER_FORM
"""The least score of a name that is the same, with or without its legal form; names that are only near score less."""

NEAR = 72.0
"""The least score of a name that may have been meant by one that nobody has."""

_NEAREST = 94.0

_FOLDS_KEPT = 32_768


def normal_form(name: str) -> str:
    """Lower-case words without accents, harakat, points, tatweel, hamza, the Arabic article or punctuation.

    "Société Générale" → "societe generale"; "Łódź" → "lodz"; "الشَّركة" → "شركه"; "X.AI" → "x ai"; "C++" → "c++".
    Marks that make another letter stay: "パンダ" is not "ハンダ", nor "бой" "бои".
    """
    name = name[:LONGEST]
    if name.isascii():  # as ids and most names are: nothing of what follows would change them
        return " ".join(_ASCII_WORD.findall(name.lower()))
    words = _WORD.findall(unicodedata.normalize("NFKC", name.translate(_SIGNS)).translate(_FOLDS))
    return unicodedata.normalize("NFC", " ".join(map(_without_article, words)))[:LONGEST].rstrip()


class _Folds(dict[int, str]):
    """What each character comes to, worked out when it is first met, and kept of as many as names are written in."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if len(self) < _FOLDS_KEPT:
            self[code] = folded
        return folded


_FOLDS = _Folds()


def _fold(character: str) -> str:
    """The character without case and without marks that are spelling; a blank for what is between words."""
    category = unicodedata.category(character)
    if category == "Cf" or character in FILLERS:
        return ""
    if category.startswith("M"):
        spelling = unicodedata.name(character, "").startswith(_SPELLING) and character not in _VOICING
        return "" if spelling and category != "Mc" else character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    lower = character.lower()
    base = unicodedata.normalize("NFD", lower)[0]
    script = unicodedata.name(base, "").partition(" ")[0]
    letter = base if script in _BARE else lower
    letter = _LETTERS.get(letter, letter)
    if script in ("LATIN", "MODIFIER"):
        letter = anyascii(letter)  # ł, ø, đ, æ, ß, ı have no decomposition
    return "".join(c if c.isalnum() or c in "+#" else " " for c in letter.casefold())


def _without_article(word: str) -> str:
    # As often as it goes: "ألماني" has no article and looks as if it had, and "الألماني" must come to the same.
    while word.startswith(_ARTICLE) and len(word) >= 5:
        word = word[2:]
    return word


def index_keys(normals: Iterable[str]) -> list[str]:
    """The keys by which these normal forms are found, sorted: of their letters, and of each name without its form."""
    named = {normal for normal in normals if normal}
    plain = {plain_name(normal).name for normal in named}
    words = {word for name in named | plain for word in name.split()}
    return sorted({*_letter_keys(words), *map(_whole_key, plain)})


def keys(normal: str) -> list[str]:
    """The index keys to look up for a normal form, sorted: the words of its legal form aren't looked for.

    Of all names, those that are the same, or the same but for their legal form, share the most with it.
    """
    plain = plain_name(normal).name
    return sorted({*_letter_keys(plain.split()), _whole_key(plain)}) if plain else []


def _letter_keys(words: Iterable[str]) -> Iterable[str]:
    """The words' trigrams, spelt as hexadecimal code points, so that no tokenizer of either store takes them apart."""
    padded = [f"{_PAD}{word}{_PAD}" for word in words]
    return map(_key, {word[at : at + _GRAM] for word in padded for at in range(len(word) - _GRAM + 1)})


@lru_cache(maxsize=65_536)  # names are many, their trigrams few
def _key(gram: str) -> str:
    return "k" + "z".join(f"{ord(c):x}" for c in gram)


def _whole_key(normal: str) -> str:
    # Two names of one number would only be compared in vain.
    return f"{WHOLE}{crc32(normal.encode()):x}"


def score(asked: str, normals: Iterable[str]) -> float:
    """How well the best of an entity's normal forms fits the one asked for, 0 to 100.

    Only equal normal forms score 100, and only those that differ in their legal form alone score from `SAME` on.
    """
    return max((_fit(asked, normal) for normal in normals), default=0.0)


def _fit(asked: str, normal: str) -> float:
    if normal == asked:
        return EXACT
    sought, plain = plain_name(asked), plain_name(normal)
    if sought.name == plain.name:
        if sought.forms == plain.forms:
            return SAME_FORM
        return OTHER_FORM if sought.forms and plain.forms else NO_FORM
    whole = _likeness(sought.name, plain.name)
    return round(max(whole, _begins(asked, normal), _part(sought.name, plain.name)), 1)


def _likeness(asked: str, name: str) -> float:
    """rapidfuzz's ratio, of the letters as they stand, with the words in order, or with no blanks between.

    Where they have words in common ("Technologies"), what is left of them must be alike too.
    """
    ratio = max(
        fuzz.ratio(asked, name),
        fuzz.token_sort_ratio(asked, name) - 3,
        fuzz.ratio(asked.replace(" ", ""), name.replace(" ", "")) - 1,
    )
    words, others = asked.split(), name.split()
    if common := set(words).intersection(others):
        rest = (" ".join(word for word in each if word not in common) for each in (words, others))
        ratio = (ratio + fuzz.ratio(*rest)) / 2
    return ratio if ratio <= 90 else 90 + (ratio - 90) * (_NEAREST - 90) / 10


def _begins(asked: str, name: str) -> float:
    """How well the beginning of a name fits: less with each further word, whatever the length of the words."""
    if len(asked) < 3 or not name.startswith(asked):
        return 0.0
    return max(92.0 - 2 * name.count(" ", len(asked)), 80.0)


def _part(asked: str, name: str) -> float:
    """How well a part of a name fits, or a name that is a part of the text: the more of it, the better."""
    words, others = set(asked.split()), set(name.split())
    if min(len(asked), len(name)) < 3:
        return 0.0
    if asked.startswith(f"{name} "):
        return max(85.0 - 2 * asked.count(" ", len(name) + 1), 77.0)
    if asked in name or words <= others or others <= words:
        shorter, longer = sorted((len(asked), len(name)))
        return 65 + 20 * shorter / longer
    return 0.0
