"""The closed lists of words in which facts are written, with their labels in English and Arabic and their meaning.

The order of `Certainty` and `Status` is their rank.
"""

from dataclasses import dataclass
from typing import Literal, get_args

EntityKind = Literal["company", "lab", "fund", "government", "group", "person", "product"]
Status = Literal["announced", "active", "planned_end", "ended", "called_off", "denied"]
Certainty = Literal["inferred", "reported", "stated", "confirmed"]
Tier = Literal["A", "B", "C"]
Basis = Literal[
    "paid",
    "committed",
    "planned",
    "up_to",
    "round_total",
    "joint_total",
    "cumulative",
    "holding_value",
    "estimate",
    "unspecified",
]
Service = Literal[
    "compute",
    "chips",
    "memory",
    "networking",
    "fabrication",
    "equipment",
    "hosting",
    "data_labelling",
    "content_moderation",
    "models",
    "content_licence",
    "software",
    "energy",
    "devices",
    "other",
]
Segment = Literal[
    "foundation_models",
    "ai_general",
    "data_labelling",
    "chips",
    "memory",
    "cloud",
    "data_platforms",
    "search",
    "advertising",
    "autonomous_driving",
    "robotics",
    "other",
]
Metric = Literal[
    "valuation",
    "pre_money_valuation",
    "target_valuation",
    "market_capitalisation",
    "revenue",
    "annualised_revenue",
    "earnings",
    "net_income",
    "employees",
    "employees_laid_off",
]

CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
CERTAINTY_RANK: dict[Certainty, int] = {certainty: rank for rank, certainty in enumerate(CERTAINTIES)}
"""How sure a certainty is: from 0, `inferred`, to 3, `confirmed`."""

GROUP: EntityKind = "group"
"""An unnamed or plural party. It is shown, and never joined on, merged, or counted as one company."""


@dataclass(frozen=True)
class Term:
    """One entry of a closed list."""

    en: str
    ar: str
    meaning: str


KINDS: dict[EntityKind, Term] = {
    "company": Term("company", "شركة", "a company that is neither a lab nor a fund"),
    "lab": Term("lab", "مختبر", "a company whose main product is AI models"),
    "fund": Term("fund", "صندوق", "a party that invests for a living"),
    "government": Term("government", "حكومة", "a state or one of its bodies"),
    "group": Term("group", "مجموعة", "an unnamed or plural party; shown, never joined on"),
    "person": Term("person", "شخص", "a natural person"),
    "product": Term("product", "منتج", "something that is made and sold"),
}
STATUSES: dict[Status, Term] = {
    "announced": Term("announced", "مُعلن", "said to come, not yet so"),
    "active": Term("active", "قائم", "so"),
    "planned_end": Term("planned end", "إنهاء مزمع", "still so, and meant to end"),
    "ended": Term("ended", "منتهٍ", "was so, and is over"),
    "called_off": Term("called off", "أُلغي قبل أن يتم", "announced, and never came to hold"),
    "denied": Term("denied", "منفي", "not so, a source says"),
}
CERTAINTY_WORDS: dict[Certainty, Term] = {
    "inferred": Term("inferred", "مستنتج", "our own inference from what a source says"),
    "reported": Term("reported", "منقول", "unnamed sources, or other media"),
    "stated": Term("stated", "مذكور", "the publisher in its own voice"),
    "confirmed": Term("confirmed", "مؤكد", "a party or an official, on the record"),
}
TIERS: dict[Tier, Term] = {
    "A": Term("newsroom or wire", "غرفة أخبار أو وكالة", "a newsroom or a wire service"),
    "B": Term("trade or regional", "متخصصة أو إقليمية", "the trade press, or a regional outlet"),
    "C": Term("reprint or aggregator", "إعادة نشر أو تجميع", "counts as `reported` at most"),
}
BASES: dict[Basis, Term] = {
    "paid": Term("paid", "مدفوع", "invested, spent, bought"),
    "committed": Term("committed", "ملتزم به", "agreed, ordered, pledged"),
    "planned": Term("planned", "مخطط", "budgeted, intended, offered, or lapsed"),
    "up_to": Term("up to", "حتى", "a ceiling (`max`; with `min` where part is certain)"),
    "round_total": Term("round total", "إجمالي الجولة", "the whole round, not this investor's money"),
    "joint_total": Term("joint total", "إجمالي مشترك", "several parties together, no split given"),
    "cumulative": Term("cumulative", "تراكمي", "a running total: holds the earlier sums too"),
    "holding_value": Term("holding's value", "قيمة الحصة", "what the holding is worth, no cash stated"),
    "estimate": Term("estimate", "تقدير", "somebody's arithmetic"),
    "unspecified": Term("unspecified", "غير محدد", "a price, no more"),
}
COLLECTIVE_BASES: frozenset[Basis] = frozenset({"round_total", "joint_total"})
"""An amount with one of these is never one party's money."""

SERVICES: dict[Service, Term] = {
    "compute": Term("compute", "حوسبة", "cloud or data-centre capacity"),
    "chips": Term("chips", "رقائق", "processors: GPUs, TPUs, systems built round them"),
    "memory": Term("memory", "ذاكرة", "memory chips"),
    "networking": Term("networking", "شبكات", "interconnect and switching"),
    "fabrication": Term("fabrication", "تصنيع", "making chips to the client's design"),
    "equipment": Term("equipment", "معدات", "machines and servers"),
    "hosting": Term("hosting", "استضافة", "floor space and power for another's machines"),
    "data_labelling": Term("data labelling", "توسيم البيانات", "annotation, rating, expert data for training"),
    "content_moderation": Term("content moderation", "إشراف المحتوى", "reviewing user content"),
    "models": Term("models", "نماذج", "AI models or model technology, used, built in or licensed"),
    "content_licence": Term("content licence", "ترخيص محتوى", "characters, text or other works"),
    "software": Term("software", "برمجيات", "other software"),
    "energy": Term("energy", "طاقة", "electricity"),
    "devices": Term("devices", "أجهزة", "consumer hardware"),
    "other": Term("other", "أخرى", "the source doesn't say what is bought"),
}
SEGMENTS: dict[Segment, Term] = {
    "foundation_models": Term("foundation models", "النماذج الأساسية", "models and the assistants on them"),
    "ai_general": Term("AI at large", "الذكاء الاصطناعي عموما", "AI, not narrowed by the source"),
    "data_labelling": Term("data labelling", "توسيم البيانات", "training data"),
    "chips": Term("chips", "الرقائق", "AI processors"),
    "memory": Term("memory", "الذاكرة", "memory chips"),
    "cloud": Term("cloud", "السحابة", "cloud capacity"),
    "data_platforms": Term("data platforms", "منصات البيانات", "warehouses and lakehouses"),
    "search": Term("search", "البحث", "search and answer engines"),
    "advertising": Term("advertising", "الإعلان", "online advertising"),
    "autonomous_driving": Term("autonomous driving", "القيادة الذاتية", "robotaxis and driving software"),
    "robotics": Term("robotics", "الروبوتات", "robots"),
    "other": Term("other", "أخرى", "none of these"),
}
METRICS: dict[Metric, Term] = {
    "valuation": Term("valuation", "القيمة", "what the whole company is said to be worth, post-money"),
    "pre_money_valuation": Term("pre-money valuation", "القيمة قبل الجولة", "before the deal's money"),
    "target_valuation": Term("target valuation", "القيمة المنشودة", "what the company seeks"),
    "market_capitalisation": Term("market capitalisation", "القيمة السوقية", "of a listed company"),
    "revenue": Term("revenue", "الإيرادات", "of a period"),
    "annualised_revenue": Term("annualised revenue", "الإيرادات السنوية المحسوبة", "a run rate at a moment"),
    "earnings": Term("earnings", "الأرباح", "what the source calls profits, of a period; it may mean revenue"),
    "net_income": Term("net income", "صافي الدخل", "of a period; negative is a loss"),
    "employees": Term("employees", "الموظفون", "headcount at a moment"),
    "employees_laid_off": Term("employees laid off", "الموظفون المسرحون", "headcount dismissed"),
}
PERIOD_METRICS: frozenset[Metric] = frozenset({"revenue", "earnings", "net_income"})
"""The metrics with a period. The others hold at a moment."""

HEADCOUNTS: frozenset[Metric] = frozenset({"employees", "employees_laid_off"})
"""The metrics that are a whole number of people, without a currency."""
