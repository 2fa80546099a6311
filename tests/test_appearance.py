from graph_service.appearance import ENTITY_LOOKS, RELATIONSHIP_LOOKS, EntityLook, RelationshipLook
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.vocabulary import KINDS


def luminance(colour: str) -> float:
    """Of a colour `#rrggbb`, between 0 and 1 (WCAG 2.2, relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_kind_and_every_type_has_its_look() -> None:
    assert list(ENTITY_LOOKS) == list(KINDS)
    assert list(RELATIONSHIP_LOOKS) == list(RELATIONSHIP_TYPES)


def test_no_two_are_told_apart_by_nothing() -> None:
    assert len({look.shape for look in ENTITY_LOOKS.values()}) == len(ENTITY_LOOKS)
    assert len({look.colour for look in RELATIONSHIP_LOOKS.values()}) == len(RELATIONSHIP_LOOKS)


def test_white_text_can_be_read_on_every_colour() -> None:
    looks: list[EntityLook | RelationshipLook] = [*ENTITY_LOOKS.values(), *RELATIONSHIP_LOOKS.values()]
    for look in looks:
        assert 1.05 / (luminance(look.colour) + 0.05) >= 4.5, look
