"""Loads folders of facts of any size in steps (`chunked_writing.py`), reading the files twice as streams.

First everything is checked, while the graph stays as it was; then it is written. Memory holds one step. Of the whole it
holds the entities' ids and kinds, the sources' ids, the ids of disputed claims, and eight bytes for each claim.
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
from graph_service.use_cases.chunked_writing import Step, WritingPosition
from graph_service.use_cases.load import Progress

_MEND = (
    "the graph is not all there, and nobody can read it: mend the files and load them again, which begins anew, or "
    "take away what is there with --replace"
)


def load_in_steps(
    target: Store, folders: Sequence[Path], *, replace: bool = False, progress: Progress = lambda *_: None
) -> State:
    """Load folders into an empty graph, or with `replace` in place of what is there.

    Raises BadParameter if the target holds another graph, and InvalidFacts before anything is written. Two defects are
    found only while writing, if the records stand far apart: one id with two contents, and a claim that may not be
    superseded or retracted by the other. An interrupted load continues where it was when it is called again with the
    same files.
    """
    stream = Stream(folders)
    of = f"files {stream.fingerprint}"
    position = steps.find_start(target, of, "store", replace=replace)
    if position == WritingPosition(of=of):  # otherwise it was checked before writing began
        _check(stream, progress)
    position = steps.begin(target, of, "store", replace=replace)
    assert position is not None, "a graph's digest is no fingerprint of files"
    position = steps.clear(target, position)
    try:
        position = steps.write(target, position, _make_steps(stream, position), progress)
    except InvalidFacts as error:
        raise InvalidFacts(error.defects, more=error.more, outcome=_MEND) from error
    if not stream.is_unchanged():
        steps.give_up(target, position)
        raise BadParameter("FOLDERS", f"the files were changed while they were being loaded; {_MEND}")
    steps.end(target, position)
    return target.state()


def _make_steps(stream: Stream, position: WritingPosition) -> Iterator[Step]:
    """Make the steps that are still to be written."""
    defects = Defects()
    stream_position = cast(Position, position.after or (0, 0))
    done = dict.fromkeys(stream.totals, 0)
    if position.resource:
        done[position.resource] = position.done
    for page in stream.pages(steps.STEP, defects, stream_position):
        defects.raise_if_any()
        done[page.resource] += page.records
        now = {"resource": cast(Resource, page.resource), "after": page.last, "done": done[page.resource]}
        coming = {id_ for id_, _, _ in _claims_named(page.facts)}  # these are checked already
        yield Step(position.model_copy(update=now), page.facts, coming, stream.totals[page.resource])


def _check(stream: Stream, progress: Progress) -> None:
    """Raise InvalidFacts with every defect, or with as many as are listed."""
    checked = _SeenFacts()
    done = dict.fromkeys(stream.totals, 0)
    for page in stream.pages(steps.STEP, checked.defects):
        checked.see(page)
        if checked.defects.is_full:
            break
        done[page.resource] += page.records
        progress(f"checking {page.resource}", done[page.resource], stream.totals[page.resource])
    else:
        checked.check_named_claims()
    checked.defects.raise_if_any()


class _SeenFacts:
    """What is remembered of the facts seen so far, as later ones may speak of it."""

    def __init__(self) -> None:
        self.defects = Defects()
        self._kinds: dict[str, EntityKind] = {}
        self._sources: set[str] = set()
        self._claims = array("q")
        self._named: dict[str, tuple[Place, str]] = {}

    def see(self, page: Page) -> None:
        """Take and check the records of a page, each of which is valid by itself."""
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

    def check_named_claims(self) -> None:
        """Check that named claims exist. They may come before or after those that dispute or supersede them."""
        # 64 bits of each id are remembered: a set of millions of texts would need more memory than all else.
        never_said = {hash(id_): id_ for id_ in self._named}
        for known in self._claims:
            never_said.pop(known, None)
        for id_ in never_said.values():
            place, field = self._named[id_]
            self.defects.add(place.file, place.with_pointer(f"/{field}"), f"no claim has the id {id_!r}")


def _claims_named(facts: Facts) -> Iterator[tuple[str, Place, str]]:
    """The claims that a page's claims and retractions name, with the place of the record and the field."""
    for claim in facts.claims.values():
        for field in ("disputes", "supersedes"):
            yield from ((id_, facts.place_of("claim", claim.id), field) for id_ in getattr(claim, field))
    for retraction in facts.retractions.values():
        if retraction.claim is not None:
            yield retraction.claim, facts.place_of("retraction", retraction.id), "claim"
