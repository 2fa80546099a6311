"""The guided tour in two forms: HTML for the Browser that plays it, AsciiDoc for the newer one."""

from collections.abc import Sequence
from html import escape

from graph_service.browser_kit.languages import DIRECTION, LANGUAGES, SUFFIX, Language
from graph_service.browser_kit.story import (
    COLOURS,
    CONNECTED,
    LEAD,
    OLDER,
    ONLY,
    OTHER,
    QUERY,
    SAVED,
    SERVICE_LINK,
    SLIDES,
    TITLE,
)

Slides = Sequence[tuple[str, str, str]]
"""The title, the text and the query of each."""


def slides(language: Language, headline: str) -> Slides:
    """The slides in one language; `headline` is the query of the one that asks the catalogue's question."""
    return [(slide.title[language], slide.text[language], slide.query(language) or headline) for slide in SLIDES]


def as_html(language: Language, told: Slides, service: str) -> str:
    """One slide after another, each with a query that a click puts in the editor."""
    parts = [_slide(at, *each, language, service) for at, each in enumerate(told, 1)]
    return "\n".join(['<article class="guide">', "<carousel>", *parts, "</carousel>", "</article>", ""])


def _slide(at: int, title: str, text: str, query: str, language: Language, service: str) -> str:
    more = {1: _first, CONNECTED: _connected, len(SLIDES): _last}.get(at)
    # The Browser keeps only what is inside a slide, so that is where the direction must be said. The query keeps its
    # own: Cypher is read from the left in every language.
    direction = DIRECTION[language]
    side = "right" if direction == "rtl" else "left"
    return "\n".join(
        [
            '<slide class="row-fluid">',
            f'<div class="col-sm-4" lang="{language}" dir="{direction}" style="float: {side}; text-align: {side}">',
            f"<h3>{escape(title)}</h3>",
            f'<p class="lead">{escape(text)}</p>',
            *(more(language, service) if more else ()),
            "</div>",
            '<div class="col-sm-8">',
            f'<figure><pre class="pre-scrollable code runnable" dir="ltr">{escape(query)}</pre>',
            f'<figcaption lang="{language}" dir="{direction}">{QUERY[language]} {at} / {len(SLIDES)}</figcaption>',
            "</figure></div>",
            "</slide>",
        ]
    )


def _connected(language: Language, _service: str) -> list[str]:
    return [f'<p>{escape(OLDER[language])} <a data-exec="config autoComplete: false">{escape(ONLY[language])}</a></p>']


def _first(language: Language, service: str) -> list[str]:
    (other,) = (each for each in LANGUAGES if each != language)
    style, guide = f"{service}/browser/style{SUFFIX[language]}.grass", f"{service}/browser/guide{SUFFIX[other]}.html"
    return [
        f"<p><em>{escape(TITLE[language])}</em> {escape(LEAD[language])}</p>",
        f'<p><a data-exec="style {escape(style)}">{escape(COLOURS[language])}</a></p>',
        f'<p><a play-topic="{escape(guide)}" lang="{other}">{escape(OTHER[language])}</a></p>',
    ]


def _last(language: Language, service: str) -> list[str]:
    return [
        f'<p><a href="{escape(service)}/browser/saved-cypher.csv" target="_blank">{escape(SAVED[language])}</a></p>',
        f'<p><a href="{escape(service)}/" target="_blank">{escape(SERVICE_LINK[language])}</a></p>',
    ]


def as_asciidoc(language: Language, told: Slides, service: str) -> str:
    """One section after another, each with a query in a block of its own."""
    (other,) = (each for each in LANGUAGES if each != language)
    first = [
        LEAD[language],
        f"link:{service}/browser/guide{SUFFIX[other]}.adoc[{OTHER[language]}]",
    ]
    last = [
        f"link:{service}/browser/saved-cypher.csv[{SAVED[language]}]",
        f"link:{service}/[{SERVICE_LINK[language]}]",
    ]
    blocks = [f"= {TITLE[language]}", f":lang: {language}"]
    text = "\n".join(blocks) + "\n"
    for at, (title, body, query) in enumerate(told, 1):
        paragraphs = [f"== {title}", *(first if at == 1 else ()), body, f"[source,cypher]\n----\n{query}\n----"]
        text += "\n" + "\n\n".join([*paragraphs, *(last if at == len(told) else ())]) + "\n"
    return text
