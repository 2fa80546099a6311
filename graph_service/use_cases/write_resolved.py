"""What was said is resolved and written, with all that bears on it: retractions, disputes from elsewhere, lifetimes."""

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

    The records of entities, sources and retractions are written before; the claims of the facts may be still to come.
    """

    def __init__(self, writer: Writer, facts: Facts, *, empty: bool) -> None:
        self._writer = writer
        self._facts = facts
        self._empty = empty
        self._disputing: dict[str, list[Claim]] = defaultdict(list)
        for claim in facts.claims.values():
            for id_ in claim.disputes:
                self._disputing[id_].append(claim)

    def put(self, said: Sequence[Claim], before: Collection[str]) -> None:
        """Write what these claims come to: all that were ever made about what they are about.

        `before` are the ids of the relationships and figures among those that were there already.
        """
        tiers = {id_: source.tier for id_, source in self._writer.sources({claim.source for claim in said}).items()}
        related = [claim for claim in said if isinstance(claim, RelationshipClaim)]
        numbers = [claim for claim in said if isinstance(claim, FigureClaim)]
        beside = self._beside(said, tiers)
        relationships = {claim.relationship for claim in related}
        self._writer.put_versions(
            resolve(related, tiers.__getitem__, beside), before=[id_ for id_ in before if id_ in relationships]
        )
        figures = [id_ for id_ in before if id_ not in relationships]
        self._writer.put_figures(resolve_figures(numbers, tiers.__getitem__, beside), before=figures)

    def also_touched(
        self, new: Iterable[Claim], reborn: Collection[str], retractions: Iterable[Retraction]
    ) -> set[str]:
        """What else has to be resolved anew, by id: where it is retracted or disputed, or an end's lifetime is another.

        `new` are the claims that are new, `reborn` the entities of which it is now known when they were founded or
        dissolved, and `retractions` those that are new.
        """
        touched = [*self._retracted(retractions), *(self._writer.claims_at(reborn) if reborn else ())]
        changed = [*new, *touched]
        return {claim.about for claim in (*touched, *self._opponents(changed))}

    def _retracted(self, retractions: Iterable[Retraction]) -> list[Claim]:
        of: dict[str, set[str]] = defaultdict(set)
        for retraction in retractions:
            kind, id_ = retraction.retracted
            of[kind].add(id_)
        claims = [*self._writer.claims(of["claim"]).values()] if of["claim"] else []
        return claims + (self._writer.claims_by(of["source"]) if of["source"] else [])

    def _beside(self, said: Sequence[Claim], tiers: dict[str, Tier]) -> ResolutionContext:
        others = self._opponents(said)
        missing = {other.source for other in others} - tiers.keys()
        tiers.update((id_, source.tier) for id_, source in self._writer.sources(missing).items())
        counted = [*said, *others]
        return collect_context(
            said,
            counted,
            self._retractions({claim.id for claim in counted}, {claim.source for claim in counted}),
            self._writer.lifetimes({party for claim in said for party in claim.parties}),
        )

    def _retractions(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """Those that the graph holds, and those that the facts bring."""
        held = [] if self._empty else self._writer.retractions_of(claims, sources)
        brought = self._facts.retractions.values()
        return held + [each for each in brought if each.claim in claims or each.source in sources]

    def _opponents(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims that these dispute, and those that dispute these."""
        by_id = {claim.id: claim for claim in claims}
        named = {id_ for claim in by_id.values() for id_ in claim.disputes}
        found = self._claims(named - by_id.keys()) | {each.id: each for each in self._disputing_any(by_id.keys())}
        return [claim for id_, claim in found.items() if id_ not in by_id]

    def _claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """Those of the claims that exist, or that the facts bring."""
        brought = {id_: self._facts.claims[id_] for id_ in ids if id_ in self._facts.claims}
        rest = ids - brought.keys() if ids else ()
        return (self._writer.claims(rest) if rest and not self._empty else {}) | brought

    def _disputing_any(self, ids: Collection[str]) -> list[Claim]:
        brought = {claim.id: claim for id_ in ids for claim in self._disputing.get(id_, ())}
        if not self._empty:
            brought |= {claim.id: claim for claim in self._writer.claims_disputing(ids)}
        return list(brought.values())
