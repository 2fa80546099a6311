"""How the Neo4j Browser draws the graph, as a Graph Style Sheet: one for each language.

A style sheet has no comments, no colon or semicolon in a value, and no way to draw by a property's value: so types
that carry a stake are wide, and the stake itself stands in the caption.
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
"""The nodes beside entities: their colour and what they are called."""


def style(language: Language) -> str:
    """The style sheet for one language's names and labels."""
    return "\n".join(_rules(language)) + "\n"


def _rules(language: Language) -> Iterator[str]:
    name = in_language("{name}", language)
    yield _rule("node", {"diameter": "50px", "color": GREY, "border-color": GREY, "caption": "{id}", **_NODE})
    yield _rule("relationship", {"color": GREY, "shaft-width": _OTHER, "caption": "<type>", **_RELATIONSHIP})
    for kind, look in ENTITY_LOOKS.items():
        # A group is called what it is, in many words, which have to fit in whatever font there is.
        diameter = "110px" if kind == GROUP else "80px"
        looks = {"diameter": diameter, "color": look.colour, "border-color": look.colour, "caption": name}
        yield _rule(f"node.{kind.capitalize()}", {**looks, **_NODE})
    for label, (colour, caption) in _BESIDE.items():
        looks = {"diameter": "50px", "color": colour, "border-color": colour, "caption": caption}
        yield _rule(f"node.{label}", {**looks, **_NODE})
    for entry in RELATIONSHIP_TYPES.values():
        current, other = entry.edges
        wide, label = _drawn(entry, language)
        colour = RELATIONSHIP_LOOKS[entry.name].colour
        yield _rule(
            f"relationship.{current}", {"color": colour, "shaft-width": wide, "caption": label, **_RELATIONSHIP}
        )
        # Versions that are no longer, or not on all claims, what is known: there, and hardly seen.
        yield _rule(f"relationship.{other}", {"color": FAINT, "shaft-width": _OTHER, "caption": "", **_FAINT})


def _drawn(entry: RelationshipType, language: Language) -> tuple[str, str]:
    """How wide, and what it is called."""
    label = entry.label[language]
    if "stake_percent" not in entry.fields:
        return _PLAIN, label
    # Captions are laid out from the left: after an Arabic label the sign would jump to its other side.
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
