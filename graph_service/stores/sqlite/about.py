"""Finds the claims about a relationship or a figure, by its id."""

from collections.abc import Iterable
from typing import Any

from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.stores.sqlite.rows import NUMBER

# CROSS JOIN keeps the order of the tables: from what is asked about to its claims.
ABOUT_RELATIONSHIPS = """
    SELECT claim.record FROM json_each(?) AS asked
      CROSS JOIN entity AS one ON one.id = asked.value ->> 0
      CROSS JOIN entity AS other ON other.id = asked.value ->> 2
      CROSS JOIN claim ON claim.subject = one.key AND claim.type = asked.value ->> 1 AND claim.object = other.key"""
"""Its parameter is what `split_ids` gives for relationships, as JSON."""


def about_condition(id_: str) -> tuple[str, dict[str, Any]]:
    """The condition for claims about the relationship or figure of this id, and its values."""
    parts = id_.split(":")
    if len(parts) != 3 or parts[1] not in RELATIONSHIP_TYPES:
        return "figure = :about", {"about": id_}
    entry = RELATIONSHIP_TYPES[parts[1]]
    one, other = (f"(SELECT key FROM entity WHERE id = :about_{end})" for end in ("one", "other"))  # noqa: S608
    condition = f"(subject = {one} AND type = :about_type AND object = {other})"
    if entry.symmetric and parts[0] > parts[2]:
        return "FALSE", {}  # no relationship has this id: its ends would stand in order
    if entry.symmetric:  # a claim may have the ends either way round
        condition = f"({condition} OR (subject = {other} AND type = :about_type AND object = {one}))"
    return condition, {"about_one": parts[0], "about_other": parts[2], "about_type": NUMBER[entry.name]}


def split_ids(ids: Iterable[str]) -> tuple[list[tuple[str, int, str]], list[str]]:
    """Split ids into relationships, as claims may have them (either way round if symmetric), and figures."""
    related: list[tuple[str, int, str]] = []
    figures: list[str] = []
    for id_ in ids:
        subject, type_, object_ = parts if len(parts := id_.split(":")) == 3 else ("", "", "")
        if type_ in RELATIONSHIP_TYPES:
            entry = RELATIONSHIP_TYPES[type_]
            related.append((subject, NUMBER[entry.name], object_))
            if entry.symmetric:
                related.append((object_, NUMBER[entry.name], subject))
        else:
            figures.append(id_)
    return related, figures
