"""The text of the guide: the article's story in six slides. All text of the kit that a person wrote is here.

A test runs each slide's query on the article's graph, and compares the slide with the result.
"""

from dataclasses import dataclass, field

from graph_service.browser_kit.languages import Language, in_language

Text = dict[Language, str]

HEADLINE = "shared_vendors"
"""The question that the last slide asks about the whole graph."""

TITLE: Text = {
    "en": "Whose vendor does a competitor own a piece of?",
    "ar": "من المورد الذي يملك منافسٌ حصة فيه؟",
}
LEAD: Text = {
    "en": "One news article of 27 June 2025, as a graph. Click a query to put it in the editor, then run it.",
    "ar": "مقال إخباري واحد من 27 يونيو 2025 في صورة رسم بياني. انقر الاستعلام لينتقل إلى المحرر، ثم شغّله.",
}
COLOURS: Text = {"en": "Colours and English names", "ar": "الألوان والأسماء العربية"}
OTHER_LANGUAGE: Text = {"en": "هذا الدليل بالعربية", "ar": "This guide in English"}
"""The name of the guide in the other language, in that language."""
CONNECTED_SLIDE = 2
"""The number of the slide that explains the arrows that the Browser adds."""
THIN_ARROWS: Text = {
    "en": "Thin grey arrows are older or surer readings of the same relationship; the Browser adds them by itself.",
    "ar": "الأسهم الرمادية الرفيعة قراءات أقدم أو أشد تأكيدًا للعلاقة نفسها، يضيفها المتصفح من عنده.",
}
DRAW_ONLY_ASKED: Text = {"en": "Draw only what is asked for", "ar": "ارسم المطلوب فقط"}
SAVED_QUERIES: Text = {
    "en": "Every question of the catalogue as a saved query, to import or to drop on this page",
    "ar": "كل أسئلة الفهرس في صورة استعلامات محفوظة، تُستورد أو تُسحب إلى هذه الصفحة",
}
SERVICE_LINK: Text = {"en": "The service: answers with their evidence", "ar": "الخدمة: إجابات مع أدلتها"}
QUERY_CAPTION: Text = {"en": "The query", "ar": "الاستعلام"}


@dataclass(frozen=True)
class Slide:
    """One step of the story, and the query that shows it; None for the question's own query."""

    title: Text
    text: Text
    cypher: str | None
    columns: dict[str, str] = field(default_factory=dict)
    """The Arabic names of the query's columns."""

    def query(self, language: Language) -> str | None:
        """The query with names, notes and columns in this language."""
        if self.cypher is None or language == "en":
            return self.cypher
        query = in_language(self.cypher, language)
        for english, arabic in self.columns.items():
            query = query.replace(f" AS {english}", f" AS `{arabic}`")
        return query


SLIDES = (
    Slide(
        title={"en": "Meta takes 49% of Scale AI", "ar": "ميتا تأخذ 49% من سكيل إيه آي"},
        text={
            "en": "One deal, one arrow. Click the arrow: stake_percent is 49, and claims holds the ids of the "
            "claims that say so. An arrow is never entered by hand; it is what the claims come to.",
            "ar": "صفقة واحدة وسهم واحد. انقر السهم: قيمة stake_percent هي 49، وفي claims معرّفات الأقوال التي "
            "تثبت ذلك. لا يُدخَل سهم باليد أبدًا، فهو حصيلة الأقوال.",
        },
        cypher="MATCH p=(:Entity {id: 'meta'})-[:INVESTS_IN]->(:Entity {id: 'scale-ai'})\nRETURN p",
    ),
    Slide(
        title={"en": "Scale AI's clients", "ar": "عملاء سكيل إيه آي"},
        text={
            "en": "Google, Microsoft, OpenAI, xAI, and governments that build models of their own. The governments "
            "are a group whose members nobody names: it is shown, and never counted as one company.",
            "ar": "جوجل ومايكروسوفت وأوبن إيه آي وإكس إيه آي، وحكومات تبني نماذجها بنفسها. الحكومات مجموعة لا يسمي "
            "أحد أعضاءها: تُعرض ولا تُحسب شركة واحدة أبدًا.",
        },
        cypher="MATCH p=(:Entity)-[:CLIENT_OF]->(:Entity {id: 'scale-ai'})\nRETURN p",
    ),
    Slide(
        title={"en": "Four of them compete with the new owner", "ar": "أربعة منهم ينافسون المالك الجديد"},
        text={
            "en": "Client, vendor, investor: a triangle for each of Google, Microsoft, OpenAI and xAI. What they "
            "tell the vendor may reach Meta, their competitor. The article names no competitor: that it is these "
            "four is our inference, and every such claim says inferred.",
            "ar": "عميل ومورد ومستثمر: مثلث لكل من جوجل ومايكروسوفت وأوبن إيه آي وإكس إيه آي. ما يعرفه المورد عنهم "
            "قد يصل إلى منافستهم ميتا. لا يسمي المقال منافسًا: كون المقصود هؤلاء الأربعة استنتاج منا، وكل قول من "
            "هذا النوع موسوم inferred.",
        },
        cypher="MATCH p=(client:Entity)-[:CLIENT_OF]->(:Entity {id: 'scale-ai'})<-[:INVESTS_IN]-(investor:Entity),\n"
        "      q=(client)-[:COMPETES_WITH]-(investor)\nRETURN p, q",
    ),
    Slide(
        title={"en": "Three mean to leave, and who says so", "ar": "ثلاثة ينوون المغادرة، ومن يقول ذلك"},
        text={
            "en": "Google, Microsoft and xAI: planned_end, as Reuters reports. Every relationship rests on claims, "
            "and every claim has somebody who makes it, a certainty, and a place in a source where it can be "
            "checked.",
            "ar": "جوجل ومايكروسوفت وإكس إيه آي: الحالة planned_end بحسب رويترز. كل علاقة تقوم على أقوال، ولكل قول "
            "صاحب ودرجة تأكيد وموضع في المصدر يمكن التحقق منه.",
        },
        cypher="MATCH (who:Entity)-[use:CLIENT_OF {status: 'planned_end'}]->(:Entity {id: 'scale-ai'})\n"
        "MATCH (claim:Claim {status: 'planned_end'})-[:STATED_IN]->(:Source)\n"
        "WHERE claim.id IN use.claims\n"
        "RETURN who.name AS client, claim.attribution AS said_by, claim.certainty AS certainty, claim.note AS note\n"
        "ORDER BY who.id, claim.id",
        columns={"client": "العميل", "said_by": "القائل", "certainty": "التأكيد", "note": "القول"},
    ),
    Slide(
        title={"en": "About OpenAI the reports disagree", "ar": "عن أوبن إيه آي تختلف الأخبار"},
        text={
            "en": "First reports had it leaving; its finance chief says that it stays. Both claims are kept, the "
            "relationship is marked disputed, and it stands as active, since that is the more certain of the two.",
            "ar": "قالت الأخبار الأولى إنها تغادر، وتقول مديرتها المالية إنها باقية. يبقى القولان معًا، وتوسم "
            "العلاقة بأنها محل خلاف، وتُعدّ قائمة (active) لأن القول بذلك أشد تأكيدًا.",
        },
        cypher="MATCH (:Entity {id: 'openai'})-[use:CLIENT_OF]->(:Entity {id: 'scale-ai'})\n"
        "MATCH (claim:Claim) WHERE claim.id IN use.claims\n"
        "RETURN claim.status AS status, claim.certainty AS certainty, claim.attribution AS said_by,\n"
        "       claim.note AS note, use.disputed AS disputed, use.status AS stands_as\n"
        "ORDER BY claim.certainty_rank DESC, claim.id",
        columns={
            "status": "الحالة",
            "certainty": "التأكيد",
            "said_by": "القائل",
            "note": "القول",
            "disputed": "محل خلاف",
            "stands_as": "تُعدّ",
        },
    ),
    Slide(
        title={"en": "The question itself", "ar": "السؤال نفسه"},
        text={
            "en": "Which clients share a vendor with a competitor's investment? Four rows: Google, Microsoft and "
            "xAI are narrowing, OpenAI is open and disputed. This is the Cypher that the service runs, on any day, "
            "for any scope; nothing in it is about this article.",
            "ar": "أي العملاء يتعاملون مع مورد يستثمر فيه منافس لهم؟ أربعة صفوف: جوجل ومايكروسوفت وإكس إيه آي "
            "في انسحاب (narrowing)، وأوبن إيه آي باقية (open) ومحل خلاف. هذا هو الاستعلام الذي تشغله الخدمة، لأي "
            "يوم ولأي نطاق، وليس فيه شيء يخص هذا المقال.",
        },
        cypher=None,
    ),
)
