"""Cases of: what is known of one entity, its relationships by type, its figures, and what happened, in order?"""

from typing import Any

from tests.cases import Case, Expected, article, claim, entity, facts, figure


def is_(id_: str, **more: Any) -> Expected:
    """The entity's own row."""
    return {"section": "entity", "entity": {"id": id_, **more}, "witness": []}


def stands(relationship: str, other: str, verdict: str, *claims: str, **more: Any) -> Expected:
    """A row of a relationship."""
    witness = {"witness": [{"claims": [{"id": id_} for id_ in claims]}]} if claims else {}
    return {
        "section": "relationship",
        "relationship": {"id": relationship, **more},
        "other": {"id": other},
        "verdict": verdict,
        **witness,
    }


def counts(figure_id: str, *claims: str, **more: Any) -> Expected:
    """A row of a figure."""
    witness = {"witness": [{"figure": figure_id, "claims": [{"id": id_} for id_ in claims]}]} if claims else {}
    return {"section": "figure", "figure": {"id": figure_id, **more}, **witness}


def happened(
    on: str | None, relationship: str, status: str, *claims: str, disputed: bool = False, **more: Any
) -> Expected:
    """A row of an event."""
    event = {"on": on, "relationship": relationship, "status": status, "disputed": disputed, **more}
    return {"section": "event", "event": {**event, "claims": list(claims)} if claims else event}


_NEWS = "2025-06-27"
_SCALE_AI = (
    is_("scale-ai", kind="company", names={"ar": "سكيل إيه آي", "en": "Scale AI"}, country="US"),
    stands("google:CLIENT_OF:scale-ai", "google", "certain", "article-03", "article-02", status="planned_end"),
    stands("governments-building-models:CLIENT_OF:scale-ai", "governments-building-models", "certain", "article-12"),
    stands("microsoft:CLIENT_OF:scale-ai", "microsoft", "certain", "article-04"),
    stands("openai:CLIENT_OF:scale-ai", "openai", "certain", "article-06", "article-07", disputed=True),
    stands("xai:CLIENT_OF:scale-ai", "xai", "certain", "article-05"),
    stands("meta:INVESTS_IN:scale-ai", "meta", "certain", "article-01", stake_percent=49),
    counts("scale-ai:earnings:2024:USD", "article-17", metric="earnings", moment="2024", value=870_000_000),
    counts(f"scale-ai:pre_money_valuation:{_NEWS}:USD", "article-15", value=14_000_000_000, currency="USD"),
    counts(f"scale-ai:valuation:{_NEWS}:USD", "article-16", value=29_000_000_000, certainty="stated"),
    *(
        happened(None, relationship, status, what="said", first_reported=_NEWS, disputed=disputed)
        for relationship, status, disputed in (
            ("google:CLIENT_OF:scale-ai", "active", False),
            ("google:CLIENT_OF:scale-ai", "planned_end", False),
            ("governments-building-models:CLIENT_OF:scale-ai", "active", False),
            ("meta:INVESTS_IN:scale-ai", "active", False),
            ("microsoft:CLIENT_OF:scale-ai", "planned_end", False),
            ("openai:CLIENT_OF:scale-ai", "active", True),
            ("openai:CLIENT_OF:scale-ai", "planned_end", True),
            ("xai:CLIENT_OF:scale-ai", "planned_end", False),
        )
    ),
)


def section(name: str, *, known_at: str | None = None) -> dict[str, Any]:
    asked = {"entity": "scale-ai", "section": name}
    return {**asked, "known_at": known_at} if known_at else asked


_OF_THE_ARTICLE = [
    Case(
        "all that the article says of the vendor",
        article(),
        {"entity": "scale-ai"},
        rows=_SCALE_AI,
        certificate={"coverage": {"at": ["scale-ai"], "relationships": {"CLIENT_OF": 5, "INVESTS_IN": 1, "MAKES": 0}}},
    ),
    Case("the Arabic name means the same", article(), {"entity": "سكيل"}, rows=_SCALE_AI),
    Case("the entity alone", article(), section("entity"), rows=_SCALE_AI[:1]),
    Case("the relationships alone", article(), section("relationship"), rows=_SCALE_AI[1:7]),
    Case("the figures alone", article(), section("figure"), rows=_SCALE_AI[7:10]),
    Case("the events alone", article(), section("event"), rows=_SCALE_AI[10:]),
    Case(
        "before the news only the entity is known",
        article(),
        {"entity": "scale-ai", "known_at": "2025-06-26"},
        rows=_SCALE_AI[:1],
    ),
    Case("before the news there is no relationship", article(), section("relationship", known_at="2025-06-26")),
    Case("before the news there is no figure", article(), section("figure", known_at="2025-06-26")),
    Case("before the news there is no event", article(), section("event", known_at="2025-06-26")),
    Case(
        "a relationship is labelled from where the entity stands",
        article(),
        {"entity": "openai", "section": "relationship"},
        rows=(
            {**stands("openai:CLIENT_OF:scale-ai", "scale-ai", "certain"), "label": {"en": "is a client of"}},
            {**stands("meta:COMPETES_WITH:openai", "meta", "certain"), "label": {"en": "competes with", "ar": "تنافس"}},
            {
                **stands("sarah-friar:WORKS_FOR:openai", "sarah-friar", "certain", role="CFO"),
                "label": {"en": "employs"},
            },
        ),
    ),
    Case(
        "each claim comes with its source and its place",
        article(),
        section("figure"),
        rows=tuple(
            {
                "section": "figure",
                "witness": [
                    {
                        "claims": [
                            {
                                "id": id_,
                                "source": {"id": "scale-ai-clients-2025-06-27", "tier": "B", "language": "ar"},
                                "locator": {"paragraph": 13},
                            }
                        ]
                    }
                ],
            }
            for id_ in ("article-17", "article-15", "article-16")
        ),
    ),
]

# Relationships

_MIXED = facts(
    claim("a", "CLIENT_OF", "hub"),
    claim("hub", "CLIENT_OF", "b"),
    claim("hub", "CLIENT_OF", "a", status="ended", valid_to="2024"),
    claim("z", "COMPETES_WITH", "hub"),
    claim("hub", "COMPETES_WITH", "m"),
    claim("hub", "ACQUIRED", "c", status="called_off"),
    claim("hub", "INVESTS_IN", "d", status="denied"),
    claim("hub", "PARTNERS_WITH", "e", status="announced"),
    claim("a", "CLIENT_OF", "b"),
)

_ENDING = facts(claim("hub", "CLIENT_OF", "a", valid_from="2024-02", valid_to="2025-03"))

_RELATIONSHIPS = [
    *(
        Case(
            f"on {day} a contract from February 2024 to March 2025 held: {verdict}",
            _ENDING,
            {"entity": "hub", "section": "relationship", "as_of": day},
            rows=(stands("hub:CLIENT_OF:a", "a", verdict),),
        )
        for day, verdict in (
            ("2024-01-31", "no"),
            ("2024-02-01", "possible"),
            ("2024-02-28", "possible"),
            ("2024-02-29", "certain"),
            ("2025-03-01", "certain"),
            ("2025-03-02", "possible"),
            ("2025-03-31", "possible"),
            ("2025-04-01", "no"),
        )
    ),
    Case("an entity that nobody speaks of is itself", facts(entity("hub")), {"entity": "hub"}, rows=(is_("hub"),)),
    Case("nobody speaks of it", facts(entity("hub")), {"entity": "hub", "section": "relationship"}),
    Case(
        "relationships come by type then direction then the other one whatever their status",
        _MIXED,
        {"entity": "hub", "section": "relationship"},
        rows=(
            stands("hub:ACQUIRED:c", "c", "no", status="called_off"),
            stands("a:CLIENT_OF:hub", "a", "certain"),
            stands("hub:CLIENT_OF:a", "a", "no", status="ended"),
            stands("hub:CLIENT_OF:b", "b", "certain"),
            stands("hub:COMPETES_WITH:m", "m", "certain"),
            stands("hub:COMPETES_WITH:z", "z", "certain"),
            stands("hub:INVESTS_IN:d", "d", "no", status="denied"),
            stands("e:PARTNERS_WITH:hub", "e", "no", status="announced"),
        ),
    ),
    Case(
        "what was over by today may have held on the day asked about",
        _MIXED,
        {"entity": "hub", "section": "relationship", "as_of": "2024-06-01", "limit": 3},
        rows=(
            stands("hub:ACQUIRED:c", "c", "no"),
            stands("a:CLIENT_OF:hub", "a", "possible"),
            stands("hub:CLIENT_OF:a", "a", "possible"),
        ),
        certificate={"truncated": True},
    ),
    Case(
        "a relationship less sure than asked for is left out",
        facts(claim("hub", "CLIENT_OF", "a", certainty="reported"), claim("hub", "CLIENT_OF", "b")),
        {"entity": "hub", "section": "relationship", "min_certainty": "stated"},
        rows=(stands("hub:CLIENT_OF:b", "b", "certain"),),
    ),
    Case(
        "a later announcement is pending",
        facts(
            claim("hub", "INVESTS_IN", "a"),
            claim("hub", "INVESTS_IN", "a", id="more", status="announced", reported_on="2025-07-01"),
        ),
        {"entity": "hub", "section": "relationship"},
        rows=(stands("hub:INVESTS_IN:a", "a", "certain", status="active", pending=["more"]),),
    ),
    Case("an unknown entity is refused", _MIXED, {"entity": "nobody"}, error="UnknownEntity"),
    Case("no entity at all is refused", _MIXED, error="BadParameter"),
    Case("an unknown section is refused", _MIXED, {"entity": "hub", "section": "news"}, error="BadParameter"),
]

# Events

_R = "hub:CLIENT_OF:a"
_STORY = facts(
    claim("hub", "CLIENT_OF", "a", id="began", reported_on="2025-01-10", valid_from="2024-11"),
    claim("hub", "CLIENT_OF", "a", id="again", reported_on="2024-12", valid_from="2024-11", source="paper"),
    claim("hub", "CLIENT_OF", "a", id="rumour", reported_on="2025-03-10", status="planned_end", certainty="reported"),
    claim("hub", "CLIENT_OF", "a", id="no", reported_on="2025-04", disputes=["rumour"], source="paper"),
    claim("b", "INVESTS_IN", "hub", reported_on=None, recorded_on="2025-02-01"),
)


def events(**more: Any) -> dict[str, Any]:
    return {"entity": "hub", "section": "event", **more}


_EVENTS = [
    Case(
        "an event is told once by when it happened and by when that was first reported",
        _STORY,
        events(),
        rows=(
            happened("2024-11", _R, "active", "again", "began", what="began", first_reported="2024-12", disputed=True),
            happened(None, _R, "planned_end", "rumour", what="said", first_reported="2025-03-10", disputed=True),
            happened(None, _R, "active", "no", what="said", first_reported="2025-04", disputed=True),
            happened(None, "b:INVESTS_IN:hub", "active", what="said", first_reported=None),
        ),
    ),
    Case(
        "only what was known by then",
        _STORY,
        events(known_at="2025-01-09"),
        rows=(happened("2024-11", _R, "active", "again", first_reported="2024-12"),),
    ),
    Case(
        "without the rumour there was no plan to leave",
        _STORY,
        events(min_certainty="stated"),
        rows=(
            happened("2024-11", _R, "active", "again", "began"),
            happened(None, _R, "active", "no"),
            happened(None, "b:INVESTS_IN:hub", "active"),
        ),
    ),
    Case(
        "what is disputed is left out where disputes are not asked for",
        _STORY,
        events(include_disputed=False),
        rows=(happened(None, "b:INVESTS_IN:hub", "active"),),
    ),
    Case(
        "the events of a symmetric relationship are there for both",
        facts(claim("b", "COMPETES_WITH", "a")),
        {"entity": "b", "section": "event"},
        rows=(happened(None, "a:COMPETES_WITH:b", "active", first_reported="2025-06-01"),),
    ),
    Case(
        "of offices held one after the other the one of the day is shown, and all are told",
        facts(
            claim("hub", "WORKS_FOR", "a", id="cfo", role="CFO", valid_from="2018-01-01", valid_to="2020-12-31"),
            claim("hub", "WORKS_FOR", "a", id="ceo", role="CEO", valid_from="2021-01-01"),
            entity("hub", "person"),
        ),
        {"entity": "hub", "as_of": "2019-06-01"},
        rows=(
            is_("hub"),
            stands("hub:WORKS_FOR:a", "a", "certain", "cfo", role="CFO"),
            happened("2018-01-01", "hub:WORKS_FOR:a", "active", "cfo", what="began"),
            happened("2020-12-31", "hub:WORKS_FOR:a", "active", "cfo", what="ended"),
            happened("2021-01-01", "hub:WORKS_FOR:a", "active", "ceo", what="began"),
        ),
        certificate={"coverage": {"relationships": {"WORKS_FOR": 1}}},
    ),
    Case(
        "today it is the later office",
        facts(
            claim("hub", "WORKS_FOR", "a", id="cfo", role="CFO", valid_from="2018-01-01", valid_to="2020-12-31"),
            claim("hub", "WORKS_FOR", "a", id="ceo", role="CEO", valid_from="2021-01-01"),
            entity("hub", "person"),
        ),
        {"entity": "hub", "section": "relationship"},
        rows=(stands("hub:WORKS_FOR:a", "a", "certain", "ceo", role="CEO"),),
    ),
]

# Figures

_COUNTED = facts(
    figure("hub", "revenue", 100, period="2024"),
    figure("hub", "revenue", 120, period="2024", id="surer", certainty="confirmed", approximate=True),
    figure(
        "hub", "revenue", 90, period="2024", id="later", certainty="reported", reported_on="2025-07-01", source="other"
    ),
    figure("hub", "revenue", 80, period="2023", id="before"),
    figure("hub", "revenue", 300, period="2024", id="riyals", currency="SAR"),
    figure("hub", "valuation", 9e9, id="sought", status="announced"),
    figure("hub", "employees", 1500, currency=None, valid_from="2024-12"),
    figure("hub", "net_income", -7.5, period="2024", source="reprint"),
    reprint="C",
)


def figures(**more: Any) -> dict[str, Any]:
    return {"entity": "hub", "section": "figure", **more}


_FIGURES = [
    Case(
        "a figure is the surest claim's beside the range of all",
        _COUNTED,
        figures(),
        rows=(
            counts("hub:employees:2024-12", value=1500, currency=None, moment="2024-12"),
            counts("hub:net_income:2024:USD", value=-7.5, low=-7.5, high=-7.5, certainty="reported"),
            counts("hub:revenue:2023:USD", "before", value=80),
            counts("hub:revenue:2024:SAR", "riyals", value=300, label={"en": "revenue", "ar": "الإيرادات"}),
            counts(
                "hub:revenue:2024:USD",
                "hub-revenue",
                "surer",
                "later",
                value=120,
                low=90,
                high=120,
                approximate=True,
                certainty="confirmed",
            ),
            counts("hub:valuation:2025-06-01:USD:announced", "sought", value=9e9, status="announced"),
        ),
    ),
    Case(
        "a figure is what was known of it",
        _COUNTED,
        figures(known_at="2025-06-30", limit=5),
        rows=(
            counts("hub:employees:2024-12"),
            counts("hub:net_income:2024:USD"),
            counts("hub:revenue:2023:USD"),
            counts("hub:revenue:2024:SAR"),
            counts("hub:revenue:2024:USD", "hub-revenue", "surer", low=100, high=120),
        ),
        certificate={"truncated": True},
    ),
    Case(
        "the later word of one source replaces its earlier one, in the range too",
        facts(
            figure("hub", "revenue", 100, period="2024"),
            figure("hub", "revenue", 90, period="2024", id="mended", reported_on="2025-07-01"),
            figure("hub", "revenue", 95, period="2024", id="other", source="other"),
        ),
        figures(),
        rows=(counts("hub:revenue:2024:USD", value=90, low=90, high=95, disputed=False),),
    ),
    Case(
        "a figure is disputed by a claim about something else",
        facts(
            figure("hub", "revenue", 100, period="2024", id="said"),
            figure("hub", "earnings", 100, period="2024", id="not-so", disputes=["said"], source="other"),
        ),
        figures(),
        rows=(
            counts("hub:earnings:2024:USD", "not-so", disputed=True),
            counts("hub:revenue:2024:USD", "said", disputed=True),
        ),
    ),
    Case(
        "and is left out where disputes are not asked for",
        facts(
            figure("hub", "revenue", 100, period="2024", id="said"),
            figure("hub", "earnings", 100, period="2024", id="not-so", disputes=["said"], source="other"),
        ),
        figures(include_disputed=False),
    ),
    Case(
        "claims less sure than asked for are left out of a figure",
        _COUNTED,
        figures(min_certainty="confirmed"),
        rows=(counts("hub:revenue:2024:USD", "surer", value=120, low=120, high=120),),
    ),
]

CASES = [*_OF_THE_ARTICLE, *_RELATIONSHIPS, *_EVENTS, *_FIGURES]
