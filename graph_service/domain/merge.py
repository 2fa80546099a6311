"""Two records of one entity become one, unless they can't be the same."""

from collections.abc import Iterator

from graph_service.domain.entity import Entity


def merge_entities(first: Entity, second: Entity) -> Entity:
    """Both records' names, aliases, identifiers, country and dates; merging the same again changes nothing.

    Of two names in one language the first record's stays, and the other becomes an alias.
    Raises ValueError where the two are different entities: another kind, country, date, or value of an
    identifier ("there" is the first record, "here" the second).
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
        founded=_finer(first.founded, second.founded),
        dissolved=_finer(first.dissolved, second.dissolved),
    )


def _finer(first: str | None, second: str | None) -> str | None:
    """Of two dates that agree (2015, 2015-12-11) the more precise one."""
    return max((date for date in (first, second) if date), key=len, default=None)


def _aliases(first: Entity, second: Entity, names: dict[str, str]) -> tuple[str, ...]:
    # The first record's own aliases stay even if one repeats its own name: merging a record with
    # itself has to give that very record, or a second load would change the graph.
    gained = {name for language, name in names.items() if language not in first.names}
    kept = [alias for alias in first.aliases if alias not in gained]
    known = {*kept, *names.values()}
    new = dict.fromkeys((*second.names.values(), *second.aliases))
    return (*kept, *(alias for alias in new if alias not in known))


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
