"""Folders of facts of any size into a graph, in steps (`chunked_writing.py`): the files are read as streams, twice.

First all of it is checked, while the graph is as it was; then it is written. What is held at once is a step, and of the
whole the entities' ids and kinds, the sources' ids, the disputed claims' ids, and eight bytes for each claim.
"""

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from graph_service.domain.fact_checks import KnownRecords, check_facts
from graph_service.domain.facts import Facts, Place
from graph_service.domain.scope import today
from graph_service.domain.vocabulary import EntityKind
from graph_service.errors import BadParameter, InvalidFacts
from graph_service.importers import Page, Position, Stream
from graph_service.importers.defects import Defects
from graph_service.stores.port import Resource, State, Store
from graph_service.use_cases import chunked_writing as steps
from graph_service.use_cases.chunked_writing import Reached, Step
from graph_service.use_cases.load import Progress

_MEND = (
    "the graph is not all there, and nobody can read it: mend the files and load them again, which begins anew, or "
    "take away what is there with --replace"
)


def load_in_steps(
    target: Store, folders: Sequence[Path], *, replace: bool = False, progress: Progress = lambda *_: None
) -> State:
    """Load folders into an empty graph, or with `replace` in place of what is there.

    Raises BadParameter where the target holds another graph, and InvalidFacts before anything is written. Of records
    that stand far apart it is not told that one id has two contents before that is written, nor whether a claim may be
    superseded or retracted by the other. A load that was broken off goes on where it was when it is called again with
    the same files.
    """
    stream = Stream(folders)
    of = f"files {stream.fingerprint}"
    reached = steps.from_where(target, of, "store", replace=replace)
    if reached == Reached(of=of):  # otherwise it was checked before it was begun
        _check(stream, progress)
    reached = steps.begun(target, of, "store", replace=replace)
    assert reached is not None, "a graph's digest is no fingerprint of files"
    reached = steps.cleared(target, reached)
    try:
        reached = steps.written(target, reached, _steps(stream, reached), progress)
    except InvalidFacts as error:
        raise InvalidFacts(error.defects, more=error.more, outcome=_MEND) from error
    if not stream.is_unchanged():
        steps.given_up(target, reached)
        raise BadParameter("FOLDERS", f"the files were changed while they were being loaded; {_MEND}")
    steps.ended(target, reached)
    return target.state()


def _steps(stream: Stream, reached: Reached) -> Iterator[Step]:
    """What is still to be written."""
    defects = Defects()
    position = cast(Position, reached.after or (0, 0))
    done = dict.fromkeys(stream.totals, 0)
    if reached.resource:
        done[reached.resource] = reached.done
    for page in stream.pages(steps.STEP, defects, position):
        defects.raise_if_any()
        done[page.resource] += page.records
        now = {"resource": cast(Resource, page.resource), "after": page.last, "done": done[page.resource]}
        coming = {id_ for id_, _, _ in _claims_named(page.facts)}  # checked already
        yield Step(reached.model_copy(update=now), page.facts, coming, stream.totals[page.resource])


def _check(stream: Stream, progress: Progress) -> None:
    """Raise InvalidFacts with every defect, or at least with as many as are listed."""
    checked = _Checked()
    done = dict.fromkeys(stream.totals, 0)
    for page in stream.pages(steps.STEP, checked.defects):
        checked.see(page)
        if checked.defects.is_full:
            break
        done[page.resource] += page.records
        progress(f"checking {page.resource}", done[page.resource], stream.totals[page.resource])
    else:
        checked.see_that_what_is_named_was_said()
    checked.defects.raise_if_any()


class _Checked:
    """What was seen so far of the facts, as far as later ones may speak of it."""

    def __init__(self) -> None:
        self.defects = Defects()
        self._kinds: dict[str, EntityKind] = {}
        self._sources: set[str] = set()
        self._claims = array("q")
        self._named: dict[str, tuple[Place, str]] = {}

    def see(self, page: Page) -> None:
        """The page's records, each valid by itself."""
        facts = page.facts
        self._kinds.update((id_, entity.kind) for id_, entity in facts.entities.items())
        self._sources.update(facts.sources)
        self._claims.extend(map(hash, facts.claims))
        named = self._note_named_claims(facts)
        self.defects.extend(check_facts(facts, KnownRecords(self._kinds, self._sources, dict.fromkeys(named)), today()))

    def _note_named_claims(self, facts: Facts) -> set[str]:
        of_page = set()
        for id_, place, field in _claims_named(facts):
            of_page.add(id_)
            self._named.setdefault(id_, (place, field))
        return of_page

    def see_that_what_is_named_was_said(self) -> None:
        """Claims may come before or after those that dispute or supersede them."""
        # Which ids there are is known by 64 bits of each: a set of millions of texts would outgrow all else.
        never_said = {hash(id_): id_ for id_ in self._named}
        for known in self._claims:
            never_said.pop(known, None)
        for id_ in never_said.values():
            place, field = self._named[id_]
            self.defects.add(place.file, place.with_pointer(f"/{field}"), f"no claim has the id {id_!r}")


def _claims_named(facts: Facts) -> Iterator[tuple[str, Place, str]]:
    """The claims that a page's claims and retractions speak of: by which record, in which field."""
    for claim in facts.claims.values():
        for field in ("disputes", "supersedes"):
            yield from ((id_, facts.place_of("claim", claim.id), field) for id_ in getattr(claim, field))
    for retraction in facts.retractions.values():
        if retraction.claim is not None:
            yield retraction.claim, facts.place_of("retraction", retraction.id), "claim"
