"""The closed table of relationship types: each entry says who may be at which end, and which fields a claim may have.

Everything that differs by type comes from here: validation, labels, types in Neo4j, the vocabulary in the API.
A new type is one entry.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from graph_service.domain.vocabulary import EntityKind

TypeName = Literal[
    "INVESTS_IN",
    "CLIENT_OF",
    "COMPETES_WITH",
    "ACQUIRED",
    "SUBSIDIARY_OF",
    "PARTNERS_WITH",
    "WORKS_FOR",
    "MAKES",
]
Field = Literal["stake_percent", "direct", "voting", "amount", "service", "revenue", "segment", "role"]
Purchase = Literal["equity", "service"]
"""What money buys: a part of a party, or something that the party sells."""

_FIRMS: tuple[EntityKind, ...] = ("company", "lab", "fund")
_PARTIES: tuple[EntityKind, ...] = (*_FIRMS, "government", "group")


@dataclass(frozen=True)
class RelationshipType:
    """One type of relationship, read as "subject LABEL object"."""

    name: TypeName
    label: dict[str, str]
    reverse_label: dict[str, str]
    from_kinds: tuple[EntityKind, ...]
    to_kinds: tuple[EntityKind, ...]
    meaning: str
    symmetric: bool = False
    money: Purchase | None = None
    """What the subject's money buys from the object; None if no money goes that way."""
    fields: tuple[Field, ...] = ()
    required: tuple[Field, ...] = ()

    @property
    def edges(self) -> tuple[str, str]:
        """The two relationship types in Neo4j: of the current version, and of all others."""
        return self.name, f"{self.name}_VERSION"


_TABLE = (
    RelationshipType(
        name="INVESTS_IN",
        label={"en": "invests in", "ar": "تستثمر في"},
        reverse_label={"en": "has as investor", "ar": "من مستثمريها"},
        from_kinds=(*_PARTIES, "person"),
        to_kinds=_FIRMS,
        meaning="holds or buys a part of",
        money="equity",
        fields=("stake_percent", "direct", "voting", "amount"),
    ),
    RelationshipType(
        name="CLIENT_OF",
        label={"en": "is a client of", "ar": "عميلة لدى"},
        reverse_label={"en": "has as client", "ar": "من عملائها"},
        from_kinds=_PARTIES,
        to_kinds=_FIRMS,
        meaning="buys a service from",
        money="service",
        fields=("amount", "service", "revenue"),
        required=("service",),
    ),
    RelationshipType(
        name="COMPETES_WITH",
        label={"en": "competes with", "ar": "تنافس"},
        reverse_label={"en": "competes with", "ar": "تنافس"},
        from_kinds=(*_FIRMS, "group", "product"),
        to_kinds=(*_FIRMS, "group", "product"),
        meaning="sells the like of what the other sells",
        symmetric=True,
        fields=("segment",),
        required=("segment",),
    ),
    RelationshipType(
        name="ACQUIRED",
        label={"en": "acquired", "ar": "استحوذت على"},
        reverse_label={"en": "was acquired by", "ar": "استحوذت عليها"},
        from_kinds=_PARTIES,
        to_kinds=(*_FIRMS, "product"),
        meaning="bought the whole of",
        fields=("stake_percent", "direct", "voting", "amount"),
    ),
    RelationshipType(
        name="SUBSIDIARY_OF",
        label={"en": "is a subsidiary of", "ar": "تابعة لـ"},
        reverse_label={"en": "has as subsidiary", "ar": "من شركاتها التابعة"},
        from_kinds=_FIRMS,
        to_kinds=_PARTIES,
        meaning="is controlled by",
        fields=("stake_percent", "direct", "voting"),
    ),
    RelationshipType(
        name="PARTNERS_WITH",
        label={"en": "partners with", "ar": "شريكة لـ"},
        reverse_label={"en": "partners with", "ar": "شريكة لـ"},
        from_kinds=_PARTIES,
        to_kinds=_PARTIES,
        meaning="works together with, on terms that are neither sale nor stake",
        symmetric=True,
        fields=("amount",),
    ),
    RelationshipType(
        name="WORKS_FOR",
        label={"en": "works for", "ar": "يعمل لدى"},
        reverse_label={"en": "employs", "ar": "من موظفيها"},
        from_kinds=("person",),
        to_kinds=_PARTIES,
        meaning="is employed by, or holds an office of",
        fields=("role",),
    ),
    RelationshipType(
        name="MAKES",
        label={"en": "makes", "ar": "تصنع"},
        reverse_label={"en": "is made by", "ar": "من صنع"},
        from_kinds=_FIRMS,
        to_kinds=("product",),
        meaning="develops or produces",
    ),
)

RELATIONSHIP_TYPES: dict[TypeName, RelationshipType] = {entry.name: entry for entry in _TABLE}
TYPE_NAMES: tuple[TypeName, ...] = get_args(TypeName)

assert tuple(RELATIONSHIP_TYPES) == TYPE_NAMES, "the table and the names on the wire list the same types"


def relationship_id(subject: str, type_: TypeName, object_: str) -> str:
    """`google:CLIENT_OF:scale-ai`. The ends of a symmetric type are in alphabetical order."""
    first, second = ends(subject, type_, object_)
    return f"{first}:{type_}:{second}"


def canonical_relationship_id(id_: str) -> str:
    """The id of a relationship, with the ends of a symmetric type in order. Any other text stays as it is."""
    parts = id_.split(":")
    if len(parts) == 3 and parts[1] in RELATIONSHIP_TYPES:
        return relationship_id(parts[0], RELATIONSHIP_TYPES[parts[1]].name, parts[2])
    return id_


def ends(subject: str, type_: TypeName, object_: str) -> tuple[str, str]:
    """Subject and object of the relationship. Those of a symmetric type are put in order."""
    if RELATIONSHIP_TYPES[type_].symmetric and subject > object_:
        return object_, subject
    return subject, object_


def is_relationship_id(id_: str) -> bool:
    """Whether this is the id of a relationship, and not that of a figure."""
    return len(parts := id_.split(":")) == 3 and parts[1] in RELATIONSHIP_TYPES
