"""Cases of: which entities have a name like this?"""

from graph_service.domain.entity import Entity
from tests.cases import Case, Expected, article, entity, facts


def found(id_: str, score: float | None = None, matched: str | None = None) -> Expected:
    """A row."""
    told = {"score": score, "matched": matched}
    return {"entity": {"id": id_}, "witness": [], **{name: value for name, value in told.items() if value is not None}}


NAMES = facts(
    entity("aramco", "company", "Saudi Aramco", en="Aramco", ar="أرامكو السعودية"),
    entity("education-foundation", "company", ar="مؤسَّسة التعليم"),
    entity("first-company", "company", ar="الشَّركةُ الأُولى"),
    entity("forty-two", "company", "Group 42", ar="مجموعة ٤٢"),
    entity("generale", "company", en="Société Générale"),
    entity("google", "company", "GOOGL", en="Google", ar="غوغل"),
    entity("google-cloud", "product", en="Google Cloud"),
    entity("hostile", "company", en='"} DETACH DELETE n // <b>'),
    entity("iran-company", "company", en="شرکت"),
    entity("plus", "product", en="C++"),
    entity("tokyo-electron", "company", en="東京エレクトロン"),
    entity("x-holdings", "company", en="X Holdings"),
    entity("x-ai", "lab", en="X.AI Corp."),
    Entity(id="alphabet", kind="company", names={"en": "Alphabet"}, identifiers={"wikidata": "Q20800404"}),
)

_MEANS_THE_SAME = [
    Case(name, NAMES, {"q": text, "min_score": 100}, rows=(found(id_, 100, matched),))
    for name, text, id_, matched in [
        ("capitals do not matter", "gOOGLE", "google", "Google"),
        ("blanks around do not matter", "  Google \n", "google", "Google"),
        ("an alias is a name", "googl", "google", "GOOGL"),
        ("an identifier is a name", "q20800404", "alphabet", "Q20800404"),
        ("an id is a name", "first-company", "first-company", "first-company"),
        ("accents do not matter", "societe generale", "generale", "Société Générale"),
        ("punctuation does not matter", "x ai corp", "x-ai", "X.AI Corp."),
        ("symbols do not matter", "c", "plus", "C++"),
        ("harakat do not matter", "الشركة الأولى", "first-company", "الشَّركةُ الأُولى"),
        ("more harakat do not matter", "غُوغِل", "google", "غوغل"),
        ("tatweel does not matter", "غـــوغـل", "google", "غوغل"),
        ("a hamza on alif does not matter", "ارامكو السعودية", "aramco", "أرامكو السعودية"),
        ("a hamza on waw does not matter", "موسسة التعليم", "education-foundation", "مؤسَّسة التعليم"),
        ("a taa marbuta does not matter", "ارامكو السعوديه", "aramco", "أرامكو السعودية"),
        ("an alif maqsura does not matter", "الشركة الاولي", "first-company", "الشَّركةُ الأُولى"),
        ("the article does not matter", "شركة أولى", "first-company", "الشَّركةُ الأُولى"),
        ("an article too many does not matter", "المؤسسة التعليم", "education-foundation", "مؤسَّسة التعليم"),
        ("Persian letters do not matter", "شركت", "iran-company", "شرکت"),
        ("Arabic digits do not matter", "مجموعة 42", "forty-two", "مجموعة ٤٢"),
        ("Western digits in Arabic do not matter", "group ٤٢", "forty-two", "Group 42"),
        ("full width letters do not matter", "Ｇｏｏｇｌｅ", "google", "Google"),
        ("other scripts are found", "東京エレクトロン", "tokyo-electron", "東京エレクトロン"),
        ("a right to left mark does not matter", "\u200fغوغل\u200e", "google", "غوغل"),
        ("a hostile name is a name", '"} detach delete n // <b>', "hostile", '"} DETACH DELETE n // <b>'),
    ]
]

_FORGIVEN = [
    Case(name, NAMES, {"q": text, "limit": 1}, rows=(found(id_),), certificate={"truncated": more})
    for name, text, id_, more in [
        ("a letter too many is forgiven", "Gooogle", "google", True),
        ("a letter too few is forgiven", "Gogle", "google", True),
        ("letters swapped are forgiven", "Goolge", "google", True),
        ("an Arabic letter for another is forgiven", "أرامكه السعودية", "aramco", False),
    ]
] + [
    Case(
        "the best fitting name comes first",
        NAMES,
        {"q": "google"},
        rows=(found("google", 100, "Google"), found("google-cloud", matched="Google Cloud")),
    ),
    Case(
        "the beginning of a name is enough",
        NAMES,
        {"q": "Soc"},
        rows=(found("generale", matched="Société Générale"),),
    ),
    Case(
        "names that fit alike come by id",
        facts(entity("b", en="Alpha Two"), entity("a", en="Alpha One"), entity("c", en="Alpha")),
        {"q": "alpha"},
        rows=(found("c", 100), found("a"), found("b")),
    ),
]

_CHOSEN = [
    Case("only the kind asked for is found", NAMES, {"q": "google", "kind": "product"}, rows=(found("google-cloud"),)),
    Case("nobody of that kind", NAMES, {"q": "google", "kind": "person"}),
    Case(
        "who asks for the same gets nothing like it",
        NAMES,
        {"q": "google", "min_score": 100},
        rows=(found("google", 100),),
    ),
    Case(
        "who asks for anything gets all that share a few letters",
        NAMES,
        {"q": "gooqle", "min_score": 0},
        rows=(found("google"), found("google-cloud"), found("hostile"), found("generale")),
    ),
]

_ENDLESS = "".join(map(chr, range(0x4E00, 0x4E00 + 10_000)))

_NOTHING = [
    Case(name, NAMES, {"q": text}, certificate={"coverage": {"at": [], "relationships": {}}})
    for name, text in [
        ("a name of nobody finds nobody", "Zyxwvut"),
        ("a text without letters finds nobody", "!!! ... ???"),
        ("a mark alone finds nobody", "\u0651"),
        ("a blank finds nobody", " "),
        ("a star is no wildcard", "*"),
        ("a tilde is no operator", "~"),
        ("a quote is no syntax", '"'),
        ("a backslash is no syntax", "\\"),
        ("a field is no syntax", "name_keys:*"),
        ("a nul is no end", "\x00"),
    ]
] + [
    Case("an operator is a word", NAMES, {"q": "AND OR NOT", "min_score": 80}),
    Case("a very long text is no name", NAMES, {"q": "google " * 1400 + "x" * 200, "min_score": 100}),
    Case("a very long text of many letters is no name", NAMES, {"q": _ENDLESS}),
    Case(
        "a very long name is found by itself",
        facts(entity("endless", en=_ENDLESS), entity("short", en=_ENDLESS[:20])),
        {"q": _ENDLESS, "min_score": 100},
        rows=(found("endless", 100, _ENDLESS),),
    ),
    Case("nothing is named in an empty graph", facts(), {"q": "google"}),
]

_OF_THE_ARTICLE = [
    Case("the vendor is found in Arabic", article(), {"q": "سكيل"}, rows=(found("scale-ai", 100, "سكيل"),)),
    Case(
        "the vendor is found in English",
        article(),
        {"q": "Scale AI", "limit": 1},
        rows=(
            {
                "entity": {"id": "scale-ai", "kind": "company", "names": {"ar": "سكيل إيه آي", "en": "Scale AI"}},
                "score": 100,
            },
        ),
    ),
    Case(
        "Google is found by the article's spelling",
        article(),
        {"q": "غوغل", "min_score": 90},
        rows=(found("google", 100, "غوغل"),),
    ),
]

_REFUSED = [
    Case("no text at all is refused", NAMES, error="BadParameter"),
    Case("an empty text is refused", NAMES, {"q": ""}, error="BadParameter"),
    Case("a text beyond all measure is refused", NAMES, {"q": "x" * 20_001}, error="BadParameter"),
    Case("an unknown kind is refused", NAMES, {"q": "x", "kind": "thing"}, error="BadParameter"),
    Case("a score above 100 is refused", NAMES, {"q": "x", "min_score": 101}, error="BadParameter"),
]

CASES = [*_MEANS_THE_SAME, *_FORGIVEN, *_CHOSEN, *_NOTHING, *_OF_THE_ARTICLE, *_REFUSED]
