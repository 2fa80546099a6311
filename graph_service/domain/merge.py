"""Merging two records of one entity, unless they contradict each other."""

from collections.abc import Iterator

from graph_service.domain.entity import Entity


def merge_entities(first: Entity, second: Entity) -> Entity:
    """One record with the names, aliases, identifiers, country and dates of both.

    If both have a name in one language, the first record's stays and the other becomes an alias. Merging the same
    record again changes nothing. Raises ValueError if the records are of different entities: their kind, country,
    dates or identifiers contradict each other. Its message calls the first record "there" and the second "here".
    """
    conflicts = list(_conflicts(first, second))
    if conflicts:
        raise ValueError("; ".join(conflicts))
    names = {**second.names, **first.names}
    return Entity(
        id=first.id,
        kind=first.kind,
        names=names,
        aliases=_aliases(first, second, names),
        identifiers={**second.identifiers, **first.identifiers},
        country=first.country or second.country,
        founded=_more_precise(first.founded, second.founded),
        dissolved=_more_precise(first.dissolved, second.dissolved),
    )


def _more_precise(first: str | None, second: str | None) -> str | None:
    """The more precise of two dates that agree, such as 2015 and 2015-12-11."""
    return max((date for date in (first, second) if date), key=len, default=None)


def _aliases(first: Entity, second: Entity, names: dict[str, str]) -> tuple[str, ...]:
    # The first record's aliases stay, even one that repeats its name. Otherwise merging a record with itself would
    # change it, and a second load would change the graph.
    gained = {name for language, name in names.items() if language not in first.names}
    remaining = [alias for alias in first.aliases if alias not in gained]
    known = {*remaining, *names.values()}
    new = dict.fromkeys((*second.names.values(), *second.aliases))
    return (*remaining, *(alias for alias in new if alias not in known))


def _conflicts(first: Entity, second: Entity) -> Iterator[str]:
    if first.id != second.id:
        yield f"the id is {first.id} there and {second.id} here"
    if first.kind != second.kind:
        yield f"the kind is {first.kind} there and {second.kind} here"
    if first.country and second.country and first.country != second.country:
        yield f"the country is {first.country} there and {second.country} here"
    for date in ("founded", "dissolved"):
        there, here = getattr(first, date), getattr(second, date)
        if there and here and not (there.startswith(here) or here.startswith(there)):
            yield f"{date} is {there} there and {here} here"
    for scheme in sorted(first.identifiers.keys() & second.identifiers.keys()):
        if first.identifiers[scheme] != second.identifiers[scheme]:
            yield f"{scheme} is {first.identifiers[scheme]!r} there and {second.identifiers[scheme]!r} here"
