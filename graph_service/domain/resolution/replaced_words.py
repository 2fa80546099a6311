"""Whose word is replaced: by a claim that supersedes it by name, or by the later word of the same source.

What supersedes by name replaces all that a claim says, and so does the source's own word that it was not so. Any other
later word replaces only what it says anew: where the relationship stands, which every claim says, but a stake only if
it states a stake.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.resolution.admission import Admitted, C, says_it_disputes
from graph_service.domain.resolution.status import NEVER_HELD


class Replacement(NamedTuple):
    """Of some claims about one thing, the place of one that may be replaced, and of what replaces it."""

    at: int
    by: int
    wholly: bool


def names_superseded(claims: Sequence[Admitted[C]]) -> set[str]:
    """The ids of the claims that another of them supersedes by name."""
    return {earlier.claim.id for later in claims for earlier in claims if _supersedes_by_name(later, earlier)}


def replacements(claims: Sequence[Admitted[C]]) -> list[Replacement]:
    """Which of these claims about one thing may be replaced, and by which."""
    found = []
    for at, earlier in enumerate(claims):
        for by, later in enumerate(claims):
            by_name = _supersedes_by_name(later, earlier)
            if at != by and (by_name or is_later_word(later, earlier)):
                found.append(Replacement(at, by, wholly=by_name or later.claim.status in NEVER_HELD))
    return found


def heard(speaking: Sequence[int], covering: Collection[int], replacing: Iterable[Replacement]) -> tuple[int, ...]:
    """Those who are heard on a day, of those who speak of it.

    A word is replaced by one that covers the day, or where it doesn't cover the day itself. It stays replaced if what
    replaces it is replaced in turn; in a ring nobody is.
    """
    replaced = {
        at for at, by, _ in replacing if at in speaking and by in speaking and (at not in covering or by in covering)
    }
    return tuple(at for at in speaking if at not in replaced) or tuple(speaking)


def is_later_word(later: Admitted[C], earlier: Admitted[C]) -> bool:
    """Whether this is the same source's later word, where both are about one thing.

    An announcement beside what is held is of a further tranche, and replaces no word of that. Where a source says that
    it contradicts itself, both of its words stay.
    """
    return (
        later.claim.source == earlier.claim.source
        and later.dated
        and later.known_on > earlier.known_on
        and later.claim.status != "announced"
        and not says_it_disputes(later, earlier)
    )


def latest_words(claims: Sequence[Admitted[RelationshipClaim]]) -> list[Admitted[RelationshipClaim]]:
    """The claims, all of which state one kind of value, but for those that their source's later word states anew.

    A value of a part is not that of another part, or of the whole.
    """
    return [one for one in claims if not any(_states_anew(other, one) for other in claims)]


def _states_anew(later: Admitted[RelationshipClaim], earlier: Admitted[RelationshipClaim]) -> bool:
    return later.claim.part == earlier.claim.part and is_later_word(later, earlier)


def _supersedes_by_name(later: Admitted[C], earlier: Admitted[C]) -> bool:
    if earlier.claim.id not in later.claim.supersedes or earlier.known_on > later.known_on:
        return False
    return later.claim.id not in earlier.claim.supersedes or earlier.order < later.order
