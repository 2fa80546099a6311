"""Which statements are replaced: by a claim that supersedes them by name, or by their own source's later word.

Superseding by name replaces all that a claim says. So does the source's own later word that it was not so.
Any other later word replaces only what it says anew. Every claim says where the relationship stands, but only some
state a stake: a later claim without a stake leaves the earlier stake in place.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.resolution.admission import AdmittedClaim, C, either_disputes
from graph_service.domain.resolution.status import NEVER_HELD


class Replacement(NamedTuple):
    """One claim may be replaced by another: the positions of both in a list of claims about one portion."""

    earlier: int
    later: int
    wholly: bool
    """Whether all that the earlier claim says is replaced, and not only what the later one says anew."""


def superseded_ids(claims: Sequence[AdmittedClaim[C]]) -> set[str]:
    """The ids of the claims that another of them supersedes by name."""
    return {earlier.claim.id for later in claims for earlier in claims if _supersedes_by_name(later, earlier)}


def find_replacements(claims: Sequence[AdmittedClaim[C]]) -> list[Replacement]:
    """Which of these claims about one portion may be replaced, and by which."""
    found = []
    for at, earlier in enumerate(claims):
        for later_at, later in enumerate(claims):
            by_name = _supersedes_by_name(later, earlier)
            if at != later_at and (by_name or is_later_word(later, earlier)):
                found.append(Replacement(at, later_at, wholly=by_name or later.claim.status in NEVER_HELD))
    return found


def drop_replaced(
    speaking: Sequence[int], covering: Collection[int], replacements: Iterable[Replacement]
) -> tuple[int, ...]:
    """The positions of the claims that are heard on a day, among those that speak of it.

    A claim is replaced by one that covers the day. Where it doesn't cover the day itself, any later one replaces it.
    It stays replaced if what replaces it is replaced in turn. If all replace each other in a ring, all are heard.
    """
    replaced = {
        earlier
        for earlier, later, _ in replacements
        if earlier in speaking and later in speaking and (earlier not in covering or later in covering)
    }
    return tuple(at for at in speaking if at not in replaced) or tuple(speaking)


def is_later_word(later: AdmittedClaim[C], earlier: AdmittedClaim[C]) -> bool:
    """Whether both claims are of one source, and the first is its later word. They must be about one portion.

    An announcement never replaces what holds: it is of a further tranche. Where a source says that it contradicts
    itself, both of its claims stay.
    """
    return (
        later.claim.source == earlier.claim.source
        and later.is_dated
        and later.known_on > earlier.known_on
        and later.claim.status != "announced"
        and not either_disputes(later, earlier)
    )


def latest_of_each_source(claims: Sequence[AdmittedClaim[RelationshipClaim]]) -> list[AdmittedClaim[RelationshipClaim]]:
    """The claims without those that their own source states anew later. All must state the same kind of value.

    A value of one part is neither that of another part nor that of the whole.
    """
    return [one for one in claims if not any(_states_anew(other, one) for other in claims)]


def _states_anew(later: AdmittedClaim[RelationshipClaim], earlier: AdmittedClaim[RelationshipClaim]) -> bool:
    return later.claim.part == earlier.claim.part and is_later_word(later, earlier)


def _supersedes_by_name(later: AdmittedClaim[C], earlier: AdmittedClaim[C]) -> bool:
    if earlier.claim.id not in later.claim.supersedes or earlier.known_on > later.known_on:
        return False
    return later.claim.id not in earlier.claim.supersedes or earlier.sort_key < later.sort_key
