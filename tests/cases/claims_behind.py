"""Cases of: who says so, the claims and sources of a relationship or of a figure?"""

from tests.cases import Case, Expected, article, claim, facts, figure, mistaken, withdrawn

_ARTICLE = "scale-ai-clients-2025-06-27"


def said(id_: str, counts_as: str, known_on: str, /, source: str = "wire", **more: object) -> Expected:
    """A row."""
    return {
        "counts_as": counts_as,
        "known_on": known_on,
        "witness": [{"id": id_, "source": {"id": source}, **more}],
    }


_DISPUTED = {"relationship": "openai:CLIENT_OF:scale-ai"}
_ON_OPENAI = (
    said("article-06", "reported", "2025-06-27", _ARTICLE, status="planned_end", locator={"paragraph": 9}, disputes=[]),
    said("article-07", "confirmed", "2025-06-27", _ARTICLE, status="active", disputes=["article-06"]),
)

_OF_THE_ARTICLE = [
    Case(
        "both sides of a dispute are told",
        article(),
        _DISPUTED,
        rows=_ON_OPENAI,
        certificate={"coverage": {"at": [], "relationships": {}}},
    ),
    Case("the surer side alone", article(), {**_DISPUTED, "min_certainty": "stated"}, rows=_ON_OPENAI[1:]),
    Case("before the news nobody had said so", article(), {**_DISPUTED, "known_at": "2025-06-26"}),
    Case(
        "a figure has claims too",
        article(),
        {"relationship": "scale-ai:earnings:2024:USD"},
        rows=(said("article-17", "stated", "2025-06-27", _ARTICLE),),
    ),
    Case(
        "a figure of a moment has claims too",
        article(),
        {"relationship": "scale-ai:valuation:2025-06-27:USD"},
        rows=({"relationship": "scale-ai:valuation:2025-06-27:USD", "witness": [{"id": "article-16"}]},),
    ),
    Case(
        "rivals may be named either way round",
        article(),
        {"relationship": "meta:COMPETES_WITH:google"},
        rows=({"relationship": "google:COMPETES_WITH:meta", "witness": [{"id": "article-08"}]},),
        certificate={"parameters": {"relationship": "google:COMPETES_WITH:meta"}},
    ),
    Case(
        "the source is told in full",
        article(),
        {"relationship": "google:MAKES:gemini"},
        rows=(
            {
                "witness": [
                    {
                        "source": {
                            "id": _ARTICLE,
                            "publisher": "unnamed Arabic news outlet",
                            "title": "Report on what Meta's investment in Scale AI did to Scale AI's clients",
                            "url": None,
                            "published": "2025-06-27",
                            "language": "ar",
                            "tier": "B",
                        }
                    }
                ]
            },
        ),
    ),
]

_MANY = facts(
    claim("a", "CLIENT_OF", "b", id="z-first", reported_on="2025-01-10"),
    claim("a", "CLIENT_OF", "b", id="y-same-day", reported_on="2025-02-28", certainty="inferred"),
    claim("a", "CLIENT_OF", "b", id="a-same-day", reported_on="2025-02", certainty="reported"),
    claim("a", "CLIENT_OF", "b", id="b-same-day", reported_on="2025-02-28", certainty="reported"),
    claim("a", "CLIENT_OF", "b", id="reprinted", reported_on="2025-03-01", certainty="confirmed", source="reprint"),
    claim("a", "CLIENT_OF", "b", id="part", reported_on="2025-03-02", part="one product"),
    claim("a", "CLIENT_OF", "b", id="gone", reported_on="2025-03-03", status="ended"),
    claim("a", "CLIENT_OF", "b", id="entered", reported_on="2025-03", recorded_on="2025-03-04"),
    claim("b", "CLIENT_OF", "a", id="the-other-way"),
    figure("a", "valuation", 10, id="first", valid_from="2024"),
    figure("a", "valuation", 12, id="second", valid_from="2024", certainty="confirmed"),
    figure("a", "valuation", 12, id="of-another-year", valid_from="2025"),
    reprint="C",
)
_A_OF_B = {"relationship": "a:CLIENT_OF:b"}
_ALL = (
    said("z-first", "stated", "2025-01-10"),
    said("y-same-day", "inferred", "2025-02-28"),
    said("a-same-day", "reported", "2025-02-28", reported_on="2025-02"),
    said("b-same-day", "reported", "2025-02-28"),
    said("reprinted", "reported", "2025-03-01", "reprint", certainty="confirmed"),
    said("part", "stated", "2025-03-02", part="one product"),
    said("gone", "stated", "2025-03-03", status="ended"),
    said("entered", "stated", "2025-03-04"),
)

_MANY_CLAIMS = [
    Case("claims come by day then certainty then id whatever became of them", _MANY, _A_OF_B, rows=_ALL),
    Case(
        "a reprint is left out where more than reports are asked for",
        _MANY,
        {**_A_OF_B, "min_certainty": "stated"},
        rows=(_ALL[0], *_ALL[5:]),
    ),
    Case("what was said later is left out", _MANY, {**_A_OF_B, "known_at": "2025-02-28"}, rows=_ALL[:4]),
    Case("nobody is as sure as that", _MANY, {**_A_OF_B, "min_certainty": "confirmed"}),
    Case("the day asked about does not matter", _MANY, {**_A_OF_B, "as_of": "1999-12-31"}, rows=_ALL),
    Case(
        "nor does whether it is disputed",
        facts(
            claim("a", "CLIENT_OF", "b"), claim("a", "CLIENT_OF", "b", id="no", status="denied", certainty="reported")
        ),
        {**_A_OF_B, "include_disputed": False},
        rows=(said("no", "reported", "2025-06-01"), said("a-CLIENT_OF-b", "stated", "2025-06-01")),
    ),
    Case(
        "a direction is a relationship of its own",
        _MANY,
        {"relationship": "b:CLIENT_OF:a"},
        rows=(said("the-other-way", "stated", "2025-06-01"),),
    ),
    Case(
        "a figure's claims are those of its moment",
        _MANY,
        {"relationship": "a:valuation:2024:USD"},
        rows=(said("first", "stated", "2025-06-01"), said("second", "confirmed", "2025-06-01")),
    ),
]

_A_B = {"relationship": "a:CLIENT_OF:b"}
_RETRACTED = facts(
    claim("a", "CLIENT_OF", "b", id="kept"),
    claim("a", "CLIENT_OF", "b", id="taken-back", source="paper"),
    claim("a", "CLIENT_OF", "b", id="typo"),
    withdrawn("2025-08-01", source="paper"),
    mistaken(claim="typo"),
)
_TYPO = {**said("typo", "stated", "2025-06-01"), "counts": False, "retractions": [{"kind": "mistaken", "on": None}]}

_RETRACTIONS = [
    Case(
        "what is retracted is told, with the reason, and doesn't count",
        _RETRACTED,
        _A_B,
        rows=(
            {**said("kept", "stated", "2025-06-01"), "counts": True, "retractions": []},
            {
                **said("taken-back", "stated", "2025-06-01", "paper"),
                "counts": False,
                "retractions": [
                    {
                        "id": "paper-withdrawn",
                        "claim": None,
                        "source": "paper",
                        "kind": "withdrawn",
                        "on": "2025-08-01",
                        "note": {"en": "Our own words."},
                    }
                ],
            },
            _TYPO,
        ),
    ),
    Case(
        "before it was withdrawn it counted",
        _RETRACTED,
        {**_A_B, "known_at": "2025-07-31"},
        rows=({"counts": True}, {**said("taken-back", "stated", "2025-06-01", "paper"), "counts": True}, _TYPO),
    ),
]

_REFUSED = [
    Case("no relationship at all is refused", _MANY, error="BadParameter"),
    Case("a relationship that nobody spoke of is refused", _MANY, {"relationship": "b:MAKES:a"}, error="UnknownRecord"),
    Case("an unknown type is refused", _MANY, {"relationship": "a:LIKES:b"}, error="UnknownRecord"),
    Case("what is no id is refused", _MANY, {"relationship": "') MATCH (n) DETACH DELETE n //"}, error="UnknownRecord"),
    Case("an entity's id is refused", _MANY, {"relationship": "a"}, error="UnknownRecord"),
]

CASES = [*_OF_THE_ARTICLE, *_MANY_CLAIMS, *_RETRACTIONS, *_REFUSED]
