"""Resolves claims and writes the result, with all that bears on it: retractions, disputes elsewhere, lifetimes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from graph_service.domain.claim import Claim, FigureClaim, RelationshipClaim
from graph_service.domain.facts import Facts
from graph_service.domain.resolution.admission import ResolutionContext, collect_context
from graph_service.domain.resolution.resolve import resolve, resolve_figures
from graph_service.domain.retraction import Retraction
from graph_service.domain.vocabulary import Tier
from graph_service.stores.port import Writer


class Resolver:
    """Resolves claims within one step of writing, which brings some facts into a graph.

    Entities, sources and retractions of the facts are already written. Their claims may not be written yet.
    """

    def __init__(self, writer: Writer, facts: Facts, *, empty: bool) -> None:
        self._writer = writer
        self._facts = facts
        self._empty = empty
        self._disputing: dict[str, list[Claim]] = defaultdict(list)
        for claim in facts.claims.values():
            for id_ in claim.disputes:
                self._disputing[id_].append(claim)

    def put(self, claims: Sequence[Claim], before: Collection[str]) -> None:
        """Write what these claims come to: all that were ever made about what they are about.

        `before` are the ids of the relationships and figures among those that were there already.
        """
        tiers = {id_: source.tier for id_, source in self._writer.sources({claim.source for claim in claims}).items()}
        related = [claim for claim in claims if isinstance(claim, RelationshipClaim)]
        numbers = [claim for claim in claims if isinstance(claim, FigureClaim)]
        beside = self._collect_context(claims, tiers)
        relationships = {claim.relationship for claim in related}
        self._writer.put_versions(
            resolve(related, tiers.__getitem__, beside), before=[id_ for id_ in before if id_ in relationships]
        )
        figures = [id_ for id_ in before if id_ not in relationships]
        self._writer.put_figures(resolve_figures(numbers, tiers.__getitem__, beside), before=figures)

    def find_also_touched(
        self, new: Iterable[Claim], with_new_lifetime: Collection[str], retractions: Iterable[Retraction]
    ) -> set[str]:
        """Find what else must be resolved again: what is retracted or disputed, or has an end with a new lifetime.

        `new` are the new claims, and `retractions` the new ones. `with_new_lifetime` are entities that are now known to
        be founded or dissolved on other days.
        """
        touched = [
            *self._read_retracted_claims(retractions),
            *(self._writer.claims_at(with_new_lifetime) if with_new_lifetime else ()),
        ]
        changed = [*new, *touched]
        return {claim.about for claim in (*touched, *self._find_opponents(changed))}

    def _read_retracted_claims(self, retractions: Iterable[Retraction]) -> list[Claim]:
        of: dict[str, set[str]] = defaultdict(set)
        for retraction in retractions:
            kind, id_ = retraction.retracted
            of[kind].add(id_)
        claims = [*self._writer.claims(of["claim"]).values()] if of["claim"] else []
        return claims + (self._writer.claims_by(of["source"]) if of["source"] else [])

    def _collect_context(self, claims: Sequence[Claim], tiers: dict[str, Tier]) -> ResolutionContext:
        others = self._find_opponents(claims)
        missing = {other.source for other in others} - tiers.keys()
        tiers.update((id_, source.tier) for id_, source in self._writer.sources(missing).items())
        counted = [*claims, *others]
        return collect_context(
            claims,
            counted,
            self._find_retractions({claim.id for claim in counted}, {claim.source for claim in counted}),
            self._writer.lifetimes({party for claim in claims for party in claim.parties}),
        )

    def _find_retractions(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """Find the retractions that the graph holds, and those that the facts bring."""
        held = [] if self._empty else self._writer.retractions_of(claims, sources)
        brought = self._facts.retractions.values()
        return held + [each for each in brought if each.claim in claims or each.source in sources]

    def _find_opponents(self, claims: Iterable[Claim]) -> list[Claim]:
        """Find the claims that these dispute, and those that dispute these."""
        by_id = {claim.id: claim for claim in claims}
        named = {id_ for claim in by_id.values() for id_ in claim.disputes}
        found = self._find_claims(named - by_id.keys()) | {each.id: each for each in self._find_disputing(by_id.keys())}
        return [claim for id_, claim in found.items() if id_ not in by_id]

    def _find_claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """Find these claims, in the facts or in the graph."""
        brought = {id_: self._facts.claims[id_] for id_ in ids if id_ in self._facts.claims}
        rest = ids - brought.keys() if ids else ()
        return (self._writer.claims(rest) if rest and not self._empty else {}) | brought

    def _find_disputing(self, ids: Collection[str]) -> list[Claim]:
        brought = {claim.id: claim for id_ in ids for claim in self._disputing.get(id_, ())}
        if not self._empty:
            brought |= {claim.id: claim for claim in self._writer.claims_disputing(ids)}
        return list(brought.values())
