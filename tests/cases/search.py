"""Cases of: which entities have a name like this?"""

from graph_service.domain.entity import Entity
from tests.cases import Case, Expected, article, claim, entity, facts


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
    entity("isik", "company", en="Işık Bilişim"),
    entity("lodz", "company", en="Łódź Chmura"),
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
        ("signs at the end of a word are of the name", "c++", "plus", "C++"),
        ("letters without a decomposition are spelt without their strokes", "Lodz Chmura", "lodz", "Łódź Chmura"),
        ("a Turkish i has its dot or not", "IŞIK bilişim", "isik", "Işık Bilişim"),
        ("a Turkish i may be spelt without its marks", "isik bilisim", "isik", "Işık Bilişim"),
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
        ("letters swapped are forgiven", "Goolge", "google", False),
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

_LETTERS = facts(
    entity("handa", en="ハンダ工業"),
    entity("panda", en="パンダ工業"),
    entity("ram", en="राम ऊर्जा"),
    entity("kin", en="กิน เทค"),
    entity("bil", en="বিল শক্তি"),
    entity("boy", en="Бой Систем"),
    entity("c", en="C"),
    entity("cpp", en="C++"),
)

_KEPT_APART = [
    Case(f"only {id_} is called so", _LETTERS, {"q": text, "min_score": 95}, rows=(found(id_, 100, text),))
    for id_, text in [
        ("handa", "ハンダ工業"),
        ("panda", "パンダ工業"),
        ("boy", "Бой Систем"),
        ("c", "C"),
        ("cpp", "C++"),
    ]
] + [
    Case(f"{text} is nobody", _LETTERS, {"q": text, "min_score": 95})
    for text in ["रोम ऊर्जा", "กัน เทค", "বেল শক্তি", "Бои Систем", "バンダ工業", "C#"]
]

_FORMS = facts(
    entity("nvidia", "company", "إنفيديا", en="Nvidia"),
    entity("north-inc", en="North Labs Inc"),
    entity("north-llc", en="North Labs LLC"),
    entity("orcl", en="Oracle Corporation"),
    *(entity(f"other-{at:03}", en=f"Other {at} Corporation") for at in range(600)),
)

_LEGAL_FORMS = [
    Case(name, _FORMS, {"q": text, "min_score": 95}, rows=rows)
    for name, text, rows in [
        ("a legal form too many is found among many others", "Nvidia Corporation", (found("nvidia", 98, "Nvidia"),)),
        ("an Arabic legal form too many is found", "شركة إنفيديا", (found("nvidia", 98, "إنفيديا"),)),
        ("a legal form too few is found", "Oracle", (found("orcl", 98),)),
        ("another spelling of the legal form is found", "Oracle Corp.", (found("orcl", 99),)),
        ("another legal form is found", "Oracle GmbH", (found("orcl", 95),)),
        ("who has the very name comes first", "North Labs LLC", (found("north-llc", 100), found("north-inc", 95))),
        ("those that differ in their form fit alike", "North Labs", (found("north-inc", 98), found("north-llc", 98))),
        ("a legal form alone is nobodys", "Corporation", ()),
    ]
]

_MICRO = facts(
    entity("micro1"),
    entity("micron-technology", en="Micron Technology"),
    entity("microsoft"),
    entity("super-micro", en="Super Micro Computer"),
    claim("microsoft", "CLIENT_OF", "micro1"),
    claim("microsoft", "CLIENT_OF", "micron-technology"),
    claim("microsoft", "INVESTS_IN", "micro1"),
    claim("microsoft", "INVESTS_IN", "micro1", id="denied", status="denied", reported_on="2025-07-01"),
    claim("super-micro", "CLIENT_OF", "micron-technology"),
)

_KNOWN_BEST = [
    Case(
        "of names that begin alike the one with the most relationships comes first",
        _MICRO,
        {"q": "micro", "min_score": 80},
        rows=(found("microsoft", 92), found("micro1", 92), found("micron-technology", 90)),
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

CASES = [
    *_MEANS_THE_SAME,
    *_FORGIVEN,
    *_KEPT_APART,
    *_LEGAL_FORMS,
    *_KNOWN_BEST,
    *_CHOSEN,
    *_NOTHING,
    *_OF_THE_ARTICLE,
    *_REFUSED,
]
