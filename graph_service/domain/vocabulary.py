"""The closed lists of words that facts are written in, each with what it means, in English and Arabic.

A list's order is its rank where the word says so (`Certainty`, `Status`).
"""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["company", "lab", "fund", "government", "group", "person", "product"]
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
RANK: dict[Certainty, int] = {certainty: rank for rank, certainty in enumerate(CERTAINTIES)}
"""How sure: `inferred` is 0, `confirmed` is 3."""

GROUP: Kind = "group"
"""An unnamed or plural party: shown, and never joined on, merged, or counted as one company."""


@dataclass(frozen=True)
class Word:
    """One entry of a closed list."""

    en: str
    ar: str
    meaning: str


KINDS: dict[Kind, Word] = {
    "company": Word("company", "شركة", "a company that is neither a lab nor a fund"),
    "lab": Word("lab", "مختبر", "a company whose main product is AI models"),
    "fund": Word("fund", "صندوق", "a party that invests for a living"),
    "government": Word("government", "حكومة", "a state or one of its bodies"),
    "group": Word("group", "مجموعة", "an unnamed or plural party; shown, never joined on"),
    "person": Word("person", "شخص", "a natural person"),
    "product": Word("product", "منتج", "something that is made and sold"),
}
STATUSES: dict[Status, Word] = {
    "announced": Word("announced", "مُعلن", "said to come, not yet so"),
    "active": Word("active", "قائم", "so"),
    "planned_end": Word("planned end", "إنهاء مزمع", "still so, and meant to end"),
    "ended": Word("ended", "منتهٍ", "was so, and is over"),
    "called_off": Word("called off", "أُلغي قبل أن يتم", "announced, and never came to hold"),
    "denied": Word("denied", "منفي", "not so, a source says"),
}
CERTAINTY_WORDS: dict[Certainty, Word] = {
    "inferred": Word("inferred", "مستنتج", "our own inference from what a source says"),
    "reported": Word("reported", "منقول", "unnamed sources, or other media"),
    "stated": Word("stated", "مذكور", "the publisher in its own voice"),
    "confirmed": Word("confirmed", "مؤكد", "a party or an official, on the record"),
}
TIERS: dict[Tier, Word] = {
    "A": Word("newsroom or wire", "غرفة أخبار أو وكالة", "a newsroom or a wire service"),
    "B": Word("trade or regional", "متخصصة أو إقليمية", "the trade press, or a regional outlet"),
    "C": Word("reprint or aggregator", "إعادة نشر أو تجميع", "counts as `reported` at most"),
}
BASES: dict[Basis, Word] = {
    "paid": Word("paid", "مدفوع", "invested, spent, bought"),
    "committed": Word("committed", "ملتزم به", "agreed, ordered, pledged"),
    "planned": Word("planned", "مخطط", "budgeted, intended, offered, or lapsed"),
    "up_to": Word("up to", "حتى", "a ceiling (`max`; with `min` where part is certain)"),
    "round_total": Word("round total", "إجمالي الجولة", "the whole round, not this investor's money"),
    "joint_total": Word("joint total", "إجمالي مشترك", "several parties together, no split given"),
    "cumulative": Word("cumulative", "تراكمي", "a running total: holds the earlier sums too"),
    "holding_value": Word("holding's value", "قيمة الحصة", "what the holding is worth, no cash stated"),
    "estimate": Word("estimate", "تقدير", "somebody's arithmetic"),
    "unspecified": Word("unspecified", "غير محدد", "a price, no more"),
}
NOBODYS_OWN: frozenset[Basis] = frozenset({"round_total", "joint_total"})
"""Sums on these bases are never one party's money."""

SERVICES: dict[Service, Word] = {
    "compute": Word("compute", "حوسبة", "cloud or data-centre capacity"),
    "chips": Word("chips", "رقائق", "processors: GPUs, TPUs, systems built round them"),
    "memory": Word("memory", "ذاكرة", "memory chips"),
    "networking": Word("networking", "شبكات", "interconnect and switching"),
    "fabrication": Word("fabrication", "تصنيع", "making chips to the client's design"),
    "equipment": Word("equipment", "معدات", "machines and servers"),
    "hosting": Word("hosting", "استضافة", "floor space and power for another's machines"),
    "data_labelling": Word("data labelling", "توسيم البيانات", "annotation, rating, expert data for training"),
    "content_moderation": Word("content moderation", "إشراف المحتوى", "reviewing user content"),
    "models": Word("models", "نماذج", "AI models or model technology, used, built in or licensed"),
    "content_licence": Word("content licence", "ترخيص محتوى", "characters, text or other works"),
    "software": Word("software", "برمجيات", "other software"),
    "energy": Word("energy", "طاقة", "electricity"),
    "devices": Word("devices", "أجهزة", "consumer hardware"),
    "other": Word("other", "أخرى", "the source doesn't say what is bought"),
}
SEGMENTS: dict[Segment, Word] = {
    "foundation_models": Word("foundation models", "النماذج الأساسية", "models and the assistants on them"),
    "ai_general": Word("AI at large", "الذكاء الاصطناعي عموما", "AI, not narrowed by the source"),
    "data_labelling": Word("data labelling", "توسيم البيانات", "training data"),
    "chips": Word("chips", "الرقائق", "AI processors"),
    "memory": Word("memory", "الذاكرة", "memory chips"),
    "cloud": Word("cloud", "السحابة", "cloud capacity"),
    "data_platforms": Word("data platforms", "منصات البيانات", "warehouses and lakehouses"),
    "search": Word("search", "البحث", "search and answer engines"),
    "advertising": Word("advertising", "الإعلان", "online advertising"),
    "autonomous_driving": Word("autonomous driving", "القيادة الذاتية", "robotaxis and driving software"),
    "robotics": Word("robotics", "الروبوتات", "robots"),
    "other": Word("other", "أخرى", "none of these"),
}
METRICS: dict[Metric, Word] = {
    "valuation": Word("valuation", "القيمة", "what the whole company is said to be worth, post-money"),
    "pre_money_valuation": Word("pre-money valuation", "القيمة قبل الجولة", "before the deal's money"),
    "target_valuation": Word("target valuation", "القيمة المنشودة", "what the company seeks"),
    "market_capitalisation": Word("market capitalisation", "القيمة السوقية", "of a listed company"),
    "revenue": Word("revenue", "الإيرادات", "of a period"),
    "annualised_revenue": Word("annualised revenue", "الإيرادات السنوية المحسوبة", "a run rate at a moment"),
    "earnings": Word("earnings", "الأرباح", "what the source calls profits, of a period; it may mean revenue"),
    "net_income": Word("net income", "صافي الدخل", "of a period; negative is a loss"),
    "employees": Word("employees", "الموظفون", "headcount at a moment"),
    "employees_laid_off": Word("employees laid off", "الموظفون المسرحون", "headcount dismissed"),
}
FLOWS: frozenset[Metric] = frozenset({"revenue", "earnings", "net_income"})
"""These have a period; the other metrics hold at a moment."""

HEADCOUNTS: frozenset[Metric] = frozenset({"employees", "employees_laid_off"})
"""These are whole numbers of people and have no currency."""
