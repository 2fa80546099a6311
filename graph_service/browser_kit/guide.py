"""The guided tour in two formats: HTML for the older Browser, AsciiDoc for the newer one."""

from collections.abc import Sequence
from html import escape

from graph_service.browser_kit.languages import DIRECTION, LANGUAGES, SUFFIX, Language
from graph_service.browser_kit.story import (
    COLOURS,
    CONNECTED_SLIDE,
    DRAW_ONLY_ASKED,
    LEAD,
    OTHER_LANGUAGE,
    QUERY_CAPTION,
    SAVED_QUERIES,
    SERVICE_LINK,
    SLIDES,
    THIN_ARROWS,
    TITLE,
)

Slides = Sequence[tuple[str, str, str]]
"""The title, the text and the query of each slide."""


def slides_for(language: Language, headline: str) -> Slides:
    """The slides in one language; `headline` is the query of the slide that has none of its own."""
    return [(slide.title[language], slide.text[language], slide.query(language) or headline) for slide in SLIDES]


def html_guide(language: Language, slides: Slides, service: str) -> str:
    """One slide after another, each with a query that a click puts in the editor."""
    parts = [_slide(at, *each, language, service) for at, each in enumerate(slides, 1)]
    return "\n".join(['<article class="guide">', "<carousel>", *parts, "</carousel>", "</article>", ""])


def _slide(at: int, title: str, text: str, query: str, language: Language, service: str) -> str:
    more = {1: _first, CONNECTED_SLIDE: _connected, len(SLIDES): _last}.get(at)
    # The Browser drops what is outside the slides, so each slide sets the direction. Cypher is read from the left in
    # every language.
    direction = DIRECTION[language]
    side = "right" if direction == "rtl" else "left"
    caption = QUERY_CAPTION[language]
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
            f'<figcaption lang="{language}" dir="{direction}">{caption} {at} / {len(SLIDES)}</figcaption>',
            "</figure></div>",
            "</slide>",
        ]
    )


def _connected(language: Language, _service: str) -> list[str]:
    draw_only = f'<a data-exec="config autoComplete: false">{escape(DRAW_ONLY_ASKED[language])}</a>'
    return [f"<p>{escape(THIN_ARROWS[language])} {draw_only}</p>"]


def _first(language: Language, service: str) -> list[str]:
    (other,) = (each for each in LANGUAGES if each != language)
    style, guide = f"{service}/browser/style{SUFFIX[language]}.grass", f"{service}/browser/guide{SUFFIX[other]}.html"
    return [
        f"<p><em>{escape(TITLE[language])}</em> {escape(LEAD[language])}</p>",
        f'<p><a data-exec="style {escape(style)}">{escape(COLOURS[language])}</a></p>',
        f'<p><a play-topic="{escape(guide)}" lang="{other}">{escape(OTHER_LANGUAGE[language])}</a></p>',
    ]


def _last(language: Language, service: str) -> list[str]:
    queries = escape(SAVED_QUERIES[language])
    return [
        f'<p><a href="{escape(service)}/browser/saved-cypher.csv" target="_blank">{queries}</a></p>',
        f'<p><a href="{escape(service)}/" target="_blank">{escape(SERVICE_LINK[language])}</a></p>',
    ]


def asciidoc_guide(language: Language, slides: Slides, service: str) -> str:
    """One section after another, each with a query in a block of its own."""
    (other,) = (each for each in LANGUAGES if each != language)
    first = [
        LEAD[language],
        f"link:{service}/browser/guide{SUFFIX[other]}.adoc[{OTHER_LANGUAGE[language]}]",
    ]
    last = [
        f"link:{service}/browser/saved-cypher.csv[{SAVED_QUERIES[language]}]",
        f"link:{service}/[{SERVICE_LINK[language]}]",
    ]
    blocks = [f"= {TITLE[language]}", f":lang: {language}"]
    text = "\n".join(blocks) + "\n"
    for at, (title, body, query) in enumerate(slides, 1):
        paragraphs = [f"== {title}", *(first if at == 1 else ()), body, f"[source,cypher]\n----\n{query}\n----"]
        text += "\n" + "\n\n".join([*paragraphs, *(last if at == len(slides) else ())]) + "\n"
    return text
