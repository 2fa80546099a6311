"""Cases of: what happened, in order, for an entity or a pair?"""

from typing import Any

from tests.cases import Case, Expected, article, claim, facts, figure


def happening(on: str | None, what: str, about: str, **more: Any) -> Expected:
    return {"on": on, "what": what, "about": about, **more}


A_TO_B = "a:CLIENT_OF:b"
ASKED = {"entity": "a"}

CASES = [
    Case(
        "what the article says of OpenAI and Scale AI was said on one day, and is disputed",
        article(),
        {"entity": "openai", "other": "scale-ai"},
        (
            happening(
                None,
                "said",
                "openai:CLIENT_OF:scale-ai",
                reported_on="2025-06-27",
                status="planned_end",
                disputed=True,
                witness=[{"id": "article-06"}],
            ),
            happening(
                None,
                "said",
                "openai:CLIENT_OF:scale-ai",
                reported_on="2025-06-27",
                status="active",
                disputed=True,
                witness=[{"id": "article-07"}],
            ),
        ),
        {"coverage": {"at": ["openai", "scale-ai"]}},
    ),
    Case(
        "a pair that has nothing between them has an empty timeline", article(), {"entity": "meta", "other": "gemini"}
    ),
    Case(
        "a start, an end and what is only said stand in order of their first day",
        facts(
            claim("a", "CLIENT_OF", "b", id="one", valid_from="2024", valid_to="2025-03", reported_on="2025-05-01"),
            claim("a", "INVESTS_IN", "c", id="two", reported_on="2024-02-01"),
            figure("a", "valuation", 5, id="three", valid_from="2024-01-15"),
        ),
        ASKED,
        (
            happening("2024", "began", A_TO_B, known_on="2025-05-01"),
            happening("2024-01-15", "began", "a:valuation:2024-01-15:USD"),
            happening(None, "said", "a:INVESTS_IN:c", reported_on="2024-02-01"),
            happening("2025-03", "ended", A_TO_B),
        ),
    ),
    Case(
        "what happened is told at the precision of its claim and beside it when that was reported",
        facts(
            claim("a", "ACQUIRED", "b", id="year", valid_from="2025", reported_on="2026-02-01"),
            claim("a", "INVESTS_IN", "c", id="day", valid_from="2015-10-02", reported_on="2019-03"),
        ),
        ASKED,
        (
            happening("2015-10-02", "began", "a:INVESTS_IN:c", reported_on="2019-03", known_on="2019-03-31"),
            happening("2025", "began", "a:ACQUIRED:b", reported_on="2026-02-01", known_on="2026-02-01"),
        ),
    ),
    Case(
        "a contract that ended and began again has all its days whatever day is asked about",
        facts(
            claim("a", "CLIENT_OF", "b", id="first", status="ended", valid_from="2018", valid_to="2020-05"),
            claim("a", "CLIENT_OF", "b", id="again", valid_from="2023-02-01"),
        ),
        {**ASKED, "as_of": "2019-06-01"},
        (
            happening("2018", "began", A_TO_B, disputed=False),
            happening("2020-05", "ended", A_TO_B, disputed=False),
            happening("2023-02-01", "began", A_TO_B, disputed=False),
        ),
    ),
    Case(
        "what has no date comes last",
        facts(
            claim("a", "CLIENT_OF", "b", id="undated", reported_on=None, recorded_on="2024-01-01"),
            claim("a", "CLIENT_OF", "c", id="dated", reported_on="2025-01-01"),
        ),
        ASKED,
        (
            happening(None, "said", "a:CLIENT_OF:c", reported_on="2025-01-01"),
            happening(None, "said", A_TO_B, reported_on=None, known_on="2024-01-01"),
        ),
    ),
    Case(
        "what wasn't known yet hasn't happened",
        facts(
            claim("a", "CLIENT_OF", "b", id="old", reported_on="2024-01-01"),
            claim("a", "CLIENT_OF", "b", id="new", reported_on="2025-01-01", status="ended"),
        ),
        {**ASKED, "known_at": "2024-06-01"},
        (happening(None, "said", A_TO_B, reported_on="2024-01-01", status="active"),),
    ),
    Case(
        "claims that are less sure than asked for are left out",
        facts(
            claim("a", "CLIENT_OF", "b", id="sure", certainty="confirmed"),
            claim("a", "CLIENT_OF", "b", id="unsure", certainty="reported"),
        ),
        {**ASKED, "min_certainty": "stated"},
        (happening(None, "said", A_TO_B, reported_on="2025-06-01", witness=[{"id": "sure"}]),),
    ),
    Case(
        "disputed relationships can be left out",
        facts(
            claim("a", "CLIENT_OF", "b", id="one", status="planned_end"),
            claim("a", "CLIENT_OF", "b", id="two", disputes=["one"]),
            claim("a", "CLIENT_OF", "c", id="three"),
        ),
        {**ASKED, "include_disputed": False},
        (happening(None, "said", "a:CLIENT_OF:c", reported_on="2025-06-01", disputed=False),),
    ),
    Case(
        "an entity that isn't known is refused",
        article(),
        {"entity": "opnai"},
        error="UnknownEntity",
        suggestions=("openai",),
    ),
]
