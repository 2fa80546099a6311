"""How kinds of entities and types of relationships are drawn, in the web explorer and in the Neo4j Browser.

In the explorer each kind has its own shape, and each arrow has its type's label, so that colour alone tells nothing.
Every colour has a contrast of at least 4.5 to white (WCAG 2.2, 1.4.3).
"""

from dataclasses import dataclass
from typing import Literal

from graph_service.domain.relationship_types import TypeName
from graph_service.domain.vocabulary import EntityKind

Shape = Literal["round-rectangle", "hexagon", "diamond", "octagon", "barrel", "ellipse", "tag"]
"""As Cytoscape.js names them. The Neo4j Browser draws circles only."""
Arrow = Literal["triangle", "vee", "none", "triangle-tee", "circle", "diamond", "square"]


@dataclass(frozen=True)
class EntityLook:
    """How an entity of one kind is drawn."""

    colour: str
    shape: Shape


@dataclass(frozen=True)
class RelationshipLook:
    """How a relationship of one type is drawn."""

    colour: str
    arrow: Arrow


ENTITY_LOOKS: dict[EntityKind, EntityLook] = {
    "company": EntityLook("#1f5fa8", "round-rectangle"),
    "lab": EntityLook("#6b3fa0", "hexagon"),
    "fund": EntityLook("#1d6b45", "diamond"),
    "government": EntityLook("#7a4a1e", "octagon"),
    "group": EntityLook("#5b6470", "barrel"),
    "person": EntityLook("#a3325f", "ellipse"),
    "product": EntityLook("#0b6b70", "tag"),
}
RELATIONSHIP_LOOKS: dict[TypeName, RelationshipLook] = {
    "INVESTS_IN": RelationshipLook("#1a7340", "triangle"),
    "CLIENT_OF": RelationshipLook("#1f5fc4", "vee"),
    "COMPETES_WITH": RelationshipLook("#c0262d", "none"),
    "ACQUIRED": RelationshipLook("#7438c4", "triangle-tee"),
    "SUBSIDIARY_OF": RelationshipLook("#55606e", "diamond"),
    "PARTNERS_WITH": RelationshipLook("#80560a", "circle"),
    "WORKS_FOR": RelationshipLook("#a8327a", "square"),
    "MAKES": RelationshipLook("#0b6f85", "triangle"),
}
