"""Names as people type them, in any script: their normal form, their index keys, and how well two names match.

Both stores keep the normal forms and keys that are made here, so both find the same candidates. They don't use the
case folding of SQLite or Lucene.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from anyascii import anyascii
from rapidfuzz import fuzz

from graph_service.domain.invisible_characters import FILLERS
from graph_service.domain.legal_forms import plain_name

_LETTERS = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",  # alif wasla, alif maqsura, Persian ya, taa marbuta, Persian kaf
    "ء": "", "\u0640": "",  # hamza, tatweel
    "ё": "е",  # Russian print leaves the dots out
    "♯": "#",
}  # fmt: skip
_SIGNS = str.maketrans("™℠", "  ")  # NFKC would turn them into letters
_ARTICLE = "ال"
_GRAM = 3
_PAD = "_"

WHOLE_NAME_PREFIX = "w"
"""The first letter of a key for a whole name. Keys for its letters begin with another."""

# `+` and `#` at a word's end belong to it: C, C++ and C# are three names.
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:[+#]+(?![a-z0-9+#]))?")
_WORD = re.compile(r"[^\s+#]+(?:[+#]+(?!\S))?")

_BARE = ("LATIN", "GREEK", "ARABIC", "HEBREW", "SYRIAC")
"""Scripts whose letters lose their marks (accents, harakat, points). In other scripts a mark makes another letter."""

_SPELLING = ("COMBINING ", "ARABIC ", "HEBREW ", "SYRIAC ", "VARIATION ", "MONGOLIAN FREE VARIATION ")
"""The Unicode names of marks without meaning begin so. Marks that compose with their letter have done so before."""

_VOICING = "\u3099\u309a"
"""The marks that tell the kana ハ, バ and パ apart, as characters of their own."""

LONGEST_NAME = 200
"""How many characters of a name count. No name is longer, and a longer text would take seconds to compare."""

EXACT_SCORE = 100.0
"""The score of two names with the same normal form."""

SAME_FORM_SCORE, NO_FORM_SCORE, OTHER_FORM_SCORE = 99.0, 98.0, 95.0
"""The scores of two names that differ in their legal form only: another spelling of one form ("Inc", "Incorporated"),
a form on one side only, or two forms."""

SAME_NAME_SCORE = OTHER_FORM_SCORE
"""The least score of two names that are the same apart from their legal form. Similar names score less."""

NEAR_NAME_SCORE = 72.0
"""The least score at which an existing name is suggested for an unknown one."""

_BEST_NEAR_SCORE = 94.0

_FOLDS_KEPT = 32_768


def normal_form(name: str) -> str:
    """The name in lower-case words, without accents, harakat, points, tatweel, hamza, Arabic article or punctuation.

    "Société Générale" → "societe generale"; "Łódź" → "lodz"; "الشَّركة" → "شركه"; "X.AI" → "x ai"; "C++" → "c++".
    Marks that make another letter stay: "パンダ" is not "ハンダ", and "бой" is not "бои".
    """
    name = name[:LONGEST_NAME]
    if name.isascii():  # true of ids and most names; what follows wouldn't change them
        return " ".join(_ASCII_WORD.findall(name.lower()))
    words = _WORD.findall(unicodedata.normalize("NFKC", name.translate(_SIGNS)).translate(_FOLDS))
    return unicodedata.normalize("NFC", " ".join(map(_without_article, words)))[:LONGEST_NAME].rstrip()


class _Folds(dict[int, str]):
    """The folded form of each character, worked out when it is first met. Their number is limited."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if len(self) < _FOLDS_KEPT:
            self[code] = folded
        return folded


_FOLDS = _Folds()


def _fold(character: str) -> str:
    """The character without case and without marks of spelling; a blank for what separates words."""
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
    # Repeated, as "ألماني" only looks as if it had an article, and "الألماني" must have the same normal form.
    while word.startswith(_ARTICLE) and len(word) >= 5:
        word = word[2:]
    return word


def index_keys(normals: Iterable[str]) -> list[str]:
    """The sorted keys by which a name with these normal forms is found: of its letters, and of its whole plain name."""
    named = {normal for normal in normals if normal}
    plain = {plain_name(normal).name for normal in named}
    words = {word for name in named | plain for word in name.split()}
    return sorted({*_letter_keys(words), *map(_whole_key, plain)})


def lookup_keys(normal: str) -> list[str]:
    """The sorted index keys to look up for a normal form. The words of its legal form aren't looked up.

    The same name, with any legal form, shares more of them than other names do.
    """
    plain = plain_name(normal).name
    return sorted({*_letter_keys(plain.split()), _whole_key(plain)}) if plain else []


def _letter_keys(words: Iterable[str]) -> Iterable[str]:
    """The words' trigrams, as hexadecimal code points: no tokenizer of either store splits those."""
    padded = [f"{_PAD}{word}{_PAD}" for word in words]
    return map(_key, {word[at : at + _GRAM] for word in padded for at in range(len(word) - _GRAM + 1)})


@lru_cache(maxsize=65_536)  # many names have few different trigrams
def _key(gram: str) -> str:
    return "k" + "z".join(f"{ord(c):x}" for c in gram)


def _whole_key(normal: str) -> str:
    # If two names have one checksum, they are only compared in vain.
    return f"{WHOLE_NAME_PREFIX}{crc32(normal.encode()):x}"


def match_score(asked: str, normals: Iterable[str]) -> float:
    """How well the best of an entity's normal forms matches the one asked for, 0 to 100.

    Equal normal forms score 100. `SAME_NAME_SCORE` or more means that only the legal form differs.
    """
    return max((_name_score(asked, normal) for normal in normals), default=0.0)


def _name_score(asked: str, normal: str) -> float:
    if normal == asked:
        return EXACT_SCORE
    sought, plain = plain_name(asked), plain_name(normal)
    if sought.name == plain.name:
        if sought.forms == plain.forms:
            return SAME_FORM_SCORE
        return OTHER_FORM_SCORE if sought.forms and plain.forms else NO_FORM_SCORE
    whole = _likeness(sought.name, plain.name)
    return round(max(whole, _prefix_score(asked, normal), _part_score(sought.name, plain.name)), 1)


def _likeness(asked: str, name: str) -> float:
    """The best of three ratios of rapidfuzz: of the names as they are, with sorted words, and without blanks.

    If the names share words ("Technologies"), the other words must be similar too.
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
    return ratio if ratio <= 90 else 90 + (ratio - 90) * (_BEST_NEAR_SCORE - 90) / 10


def _prefix_score(asked: str, name: str) -> float:
    """The score of a text that the name begins with. Each further word of the name costs points."""
    if len(asked) < 3 or not name.startswith(asked):
        return 0.0
    return max(92.0 - 2 * name.count(" ", len(asked)), 80.0)


def _part_score(asked: str, name: str) -> float:
    """The score if one of the two is a part of the other: the greater the part, the higher."""
    words, others = set(asked.split()), set(name.split())
    if min(len(asked), len(name)) < 3:
        return 0.0
    if asked.startswith(f"{name} "):
        return max(85.0 - 2 * asked.count(" ", len(name) + 1), 77.0)
    if asked in name or words <= others or others <= words:
        shorter, longer = sorted((len(asked), len(name)))
        return 65 + 20 * shorter / longer
    return 0.0
