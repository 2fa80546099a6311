"""How the Neo4j Browser draws the graph: a Graph Style Sheet for each language.

A style sheet has no comments, and no colon or semicolon in a value. It can't draw by the value of a property, so all
types with a stake are wide, and the caption shows the stake.
"""

from collections.abc import Iterator, Mapping

from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS
from graph_service.browser_kit.languages import DIRECTION, Language, in_language
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, RelationshipType
from graph_service.domain.vocabulary import GROUP

GREY = "#8a929c"
FAINT = "#c9ced6"
_STAKE, _PLAIN, _OTHER = "6px", "3px", "1px"

_BESIDE = {
    "Claim": ("#6b5a00", "{status}"),
    "Source": ("#4a5560", "{publisher}"),
    "Figure": ("#7a3b00", "{metric} {value}"),
    "GraphService": (GREY, "{id}"),
}
"""The colour and the caption of nodes that are no entities."""


def style(language: Language) -> str:
    """The style sheet for one language's names and labels."""
    return "\n".join(_rules(language)) + "\n"


def _rules(language: Language) -> Iterator[str]:
    name = in_language("{name}", language)
    yield _rule("node", {"diameter": "50px", "color": GREY, "border-color": GREY, "caption": "{id}", **_NODE})
    yield _rule("relationship", {"color": GREY, "shaft-width": _OTHER, "caption": "<type>", **_RELATIONSHIP})
    for kind, look in ENTITY_LOOKS.items():
        # The name of a group has many words, which must fit in any font.
        diameter = "110px" if kind == GROUP else "80px"
        looks = {"diameter": diameter, "color": look.colour, "border-color": look.colour, "caption": name}
        yield _rule(f"node.{kind.capitalize()}", {**looks, **_NODE})
    for label, (colour, caption) in _BESIDE.items():
        looks = {"diameter": "50px", "color": colour, "border-color": colour, "caption": caption}
        yield _rule(f"node.{label}", {**looks, **_NODE})
    for entry in RELATIONSHIP_TYPES.values():
        current, other = entry.edges
        wide, label = _width_and_caption(entry, language)
        colour = RELATIONSHIP_LOOKS[entry.name].colour
        yield _rule(
            f"relationship.{current}", {"color": colour, "shaft-width": wide, "caption": label, **_RELATIONSHIP}
        )
        # Versions that are out of date, or that not all claims come to, are there but hardly visible.
        yield _rule(f"relationship.{other}", {"color": FAINT, "shaft-width": _OTHER, "caption": "", **_FAINT})


def _width_and_caption(entry: RelationshipType, language: Language) -> tuple[str, str]:
    """The width and the caption."""
    label = entry.label[language]
    if "stake_percent" not in entry.fields:
        return _PLAIN, label
    # Captions are laid out from the left: after an Arabic label the % sign would move to the other side of the number.
    return _STAKE, f"{label} {{stake}}" if DIRECTION[language] == "ltr" else f"{{stake}} {label}"


_NODE = {"border-width": "2px", "text-color-internal": "#FFFFFF", "font-size": "11px"}
_RELATIONSHIP = {
    "font-size": "8px",
    "padding": "1px",
    "text-color-external": "#2b3138",
    "text-color-internal": "#FFFFFF",
}
_FAINT = {**_RELATIONSHIP, "padding": "0px", "text-color-internal": "#2b3138"}


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = [
        f'  {name}: "{value}";' if name == "caption" else f"  {name}: {value};" for name, value in properties.items()
    ]
    return "\n".join([f"{selector} {{", *lines, "}"])
