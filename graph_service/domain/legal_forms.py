"""Legal forms of companies: the words of a name that say how a company is set up, and not which company it is.

Only forms are listed. Words that tell companies of one owner apart are not ("Holdings", "Group", "Foundation", "Trust",
"Bank", "Europe"). Nor are abbreviations that mostly mean something else ("UK", "EV", "PC", "NA").
"""

import re
from functools import lru_cache
from string import ascii_lowercase
from typing import NamedTuple

_FORMS = """
inc, incorporated, انك
corp, corporation, كورب, كوربوريشن
co, company, شركه, شركت, cong ty, บริษัท
ltd, limited, ليمتد, محدوده, लिमिटेड, จํากัด
pvt ltd, private limited, pvt limited, private ltd, प्राइवेट लिमिटेड
pte ltd, pte limited, pte
pty ltd, pty limited, proprietary limited, pty
llc, limited liability company, ذ م م, ذات مسووليه محدوده, cong ty tnhh
llp, limited liability partnership
lp, l p, limited partnership
lllp
plc, public limited company
pcl, public company limited, มหาชน
pbc, public benefit corporation
pllc
ulc
jsc, joint stock company, cong ty co phan
ojsc, open joint stock company
pjsc, public joint stock company, ش م ع, مساهمه عامه
cjsc, closed joint stock company
psc
ksc, kscp, kscc, ش م ك
qsc, qpsc, ش م ق
bsc, ش م ب
sae, ش م م
saog
saoc
sal, ش م ل
wll
fze
fzco
fz llc
dmcc
gmbh, mbh, gesellschaft mit beschrankter haftung
ggmbh
ag, a g, aktiengesellschaft
kg, kommanditgesellschaft
kgaa
ohg
ug, ug haftungsbeschrankt
se, societas europaea
sa, s a, societe anonyme, sociedad anonima, sociedade anonima, spolka akcyjna
sas, societe par actions simplifiee
sasu
sarl, societe a responsabilite limitee
eurl
sca
snc
spa, societa per azioni
srl, societa a responsabilita limitata, societatea cu raspundere limitata
sl, s l, sociedad limitada
slu
sau
sa de cv, s a de c v
sab de cv, s a b de c v
sapi de cv, s a p i de c v
s de rl de cv, s de r l de c v
ltda, limitada
lda
eirl
bv, b v, besloten vennootschap
nv, n v, naamloze vennootschap
bvba
sprl
ab, aktiebolag
as, a s, aksjeselskap, aktieselskab, anonim sirketi
asa
aps, anpartsselskab
oy, osakeyhtio
oyj
ehf
hf
uab
sia
ou, osauhing
sp z o o, spzoo, spolka z ograniczona odpowiedzialnoscia
sro, spol s r o
doo
d d
kft
zrt
nyrt
ltd sti, limited sirketi
ооо, ooo, общество с ограниченной ответственностью
оао, oao, открытое акционерное общество
зао, zao, закрытое акционерное общество
пао, pao, публичное акционерное общество
ао, ao, акционерное общество
тоо
тов
пат
прат
еоод
оод
еад
αε, α ε
επε
בעמ, בע מ
株, 株式会社, kk, k k, kabushiki kaisha
有, 有限会社
合同会社, godo kaisha
有限公司
有限责任公司, 有限責任公司
股份有限公司
주, 주식회사
유, 유한회사
sdn bhd
bhd, berhad
pt, p t
tbk
"""
"""One form a line, with its other spellings, in normal form. A word of 3 to 5 letters also stands for "s r l"."""

_ALSO_FIRST = """
شركه, شركت, บริษัท, cong ty, cong ty tnhh, cong ty co phan, pt, p t, 株, 주, sarl, srl, llc, jsc, ojsc, pjsc, cjsc
limited liability company, joint stock company, open joint stock company, public joint stock company
closed joint stock company, societatea cu raspundere limitata, ooo, oao, zao, pao, ооо, оао, зао, пао, ао, тоо, тов
общество с ограниченной ответственностью, открытое акционерное общество, закрытое акционерное общество
публичное акционерное общество, акционерное общество
"""
"""The spellings that also begin a name. Others are left out: "AB" or "SA" would be somebody's initials there."""

_UNSPACED = (
    *("株式会社", "有限会社", "合同会社", "股份有限公司", "有限责任公司", "有限責任公司", "有限公司"),
    *("주식회사", "유한회사", "บริษัท", "จํากัด"),
)
"""Spellings in scripts without blanks between words. They stand at either end of a word; the longer come first."""

_CONJUNCTIONS = frozenset({"and", "und", "et"})
"""Words for the "&" that normal forms leave out, as in "Johnson & Johnson"."""

_THE = ("the",)

_BETWEEN_INITIALS = re.compile(r"(?<=\b[^\W\d]) (?=[^\W\d](?: |$))")

Words = tuple[str, ...]


class PlainName(NamedTuple):
    """A name without its legal forms, and those forms. There is always a word left."""

    name: str
    forms: Words


def _split(listed: str) -> list[list[Words]]:
    return [[tuple(spelling.split()) for spelling in line.split(", ")] for line in listed.strip().splitlines()]


def _dotted(words: Words) -> Words:
    """The normal form of "S.R.L."."""
    return tuple(words[0]) if len(words) == 1 and words[0].isalpha() and 3 <= len(words[0]) <= 5 else words


_FORM_OF = {words: " ".join(line[0]) for line in _split(_FORMS) for words in line}
_ENDS = {**{_dotted(words): form for words, form in _FORM_OF.items()}, **_FORM_OF}
_FIRST = {words: _FORM_OF[words] for line in _split(_ALSO_FIRST) for words in line}
_BEGINNINGS = {**{_dotted(words): form for words, form in _FIRST.items()}, **_FIRST, _THE: None}
_LAST_WORDS = frozenset(words[-1] for words in _ENDS)
_FIRST_WORDS = frozenset(words[0] for words in _BEGINNINGS)
_LONGEST = max(map(len, _ENDS))
_WORDS_THAT_MATTER = frozenset((*_LAST_WORDS, *_FIRST_WORDS, *_CONJUNCTIONS, *ascii_lowercase))


@lru_cache(maxsize=65_536)
def plain_name(normal: str) -> PlainName:
    """The name without the legal forms at its ends, without a leading "the", and without "and".

    `normal` is a normal form. Initials are joined, as if they had been written without dots.
    "nvidia corporation" → "nvidia" and ("corp",); "j p morgan chase co" → "jp morgan chase" and ("co",);
    "company" → "company" and ().
    """
    words = tuple(normal.split())
    if normal.isascii() and _WORDS_THAT_MATTER.isdisjoint(words):  # true of most names
        return PlainName(normal, ())
    forms: list[str] = []
    if not normal.isascii():
        words = _without_unspaced(words, forms)
    while len(words) > 1 and words[-1] in _LAST_WORDS and (taken := _longest_end(words)):
        forms.append(_ENDS[words[-taken:]])
        words = words[:-taken]
    while len(words) > 1 and words[0] in _FIRST_WORDS and (taken := _longest_beginning(words)):
        if (form := _BEGINNINGS[words[:taken]]) is not None:
            forms.append(form)
        words = words[taken:]
    plain = " ".join([word for word in words if word not in _CONJUNCTIONS] or words)
    return PlainName(_BETWEEN_INITIALS.sub("", plain), tuple(sorted(forms)))


def _longest_end(words: Words) -> int:
    """How many words the longest form has that the name ends in and that leaves a word before it; 0 if none."""
    return next((n for n in range(min(_LONGEST, len(words) - 1), 0, -1) if words[-n:] in _ENDS), 0)


def _longest_beginning(words: Words) -> int:
    return next((n for n in range(min(_LONGEST, len(words) - 1), 0, -1) if words[:n] in _BEGINNINGS), 0)


def _without_unspaced(words: Words, forms: list[str]) -> Words:
    remaining = []
    for word in words:
        for unspaced in _UNSPACED:
            rest = word.removeprefix(unspaced).removesuffix(unspaced)
            if rest and rest != word:
                forms.append(_FORM_OF[(unspaced,)])
                word = rest
        remaining.append(word)
    return tuple(remaining)
