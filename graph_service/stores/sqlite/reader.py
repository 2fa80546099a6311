"""The embedded store's reader. It caches what it reads of one version of the graph."""

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from graph_service.domain.claim import CLAIM, Claim
from graph_service.domain.claim_gist import Gist, read_gist
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.domain.retraction import Retraction
from graph_service.domain.scope import Scope
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import EntityKind, Service
from graph_service.queries.evidence import Evidence
from graph_service.stores.sqlite.about import about_condition
from graph_service.stores.sqlite.listing import SEEN
from graph_service.stores.sqlite.name_search import find_candidates
from graph_service.stores.sqlite.rows import AS_OBJECT, AS_SUBJECT, FIGURE, NUMBER, decode_version, read_figure

ADJACENCIES = 32_768
"""The most (entity, type, direction) in memory, and the most entities."""

CLAIMS = 16_384
"""The most claims in memory."""

SERVICES = 4
"""The most services whose sales are in memory: in a large graph each has many."""

COUNTS = 1024
"""The most counts in memory."""

KEYS = 65_536
"""The most entities whose keys are in memory: those at the other ends of what was read."""

_ADJACENT = "SELECT version, other FROM adjacent WHERE entity = ? AND slot BETWEEN ? AND ?"

# Goes from each combination of services to the next, as they are few. The contracts of each stand together.
_SOLD = """
    WITH RECURSIVE combination (services) AS (
      SELECT min(services) FROM sold
      UNION ALL
      SELECT (SELECT min(sold.services) FROM sold WHERE sold.services > combination.services)
      FROM combination WHERE services IS NOT NULL
    )
    SELECT vendor << 32 | client FROM combination CROSS JOIN sold ON sold.services = combination.services
    WHERE instr(' ' || combination.services || ' ', ' ' || ? || ' ')"""

_SALES = """
    SELECT version FROM json_each(?) AS client
      CROSS JOIN adjacent ON adjacent.entity = ? AND slot = ? AND other = client.value"""

_RECORDS = "SELECT record FROM json_each(?) AS asked CROSS JOIN claim ON claim.id = asked.value"

_RETRACTIONS = """
    SELECT record FROM retraction WHERE claim IN (SELECT value FROM json_each(?))
    UNION ALL
    SELECT record FROM retraction WHERE source IN (SELECT value FROM json_each(?))"""

_OPPONENTS = """
    WITH asked AS (SELECT value AS id FROM json_each(?))
    SELECT claim.id FROM dispute CROSS JOIN claim ON claim.key = dispute.claim
      WHERE disputed IN (SELECT id FROM asked)
    UNION
    SELECT disputed FROM claim CROSS JOIN dispute ON dispute.claim = claim.key WHERE id IN (SELECT id FROM asked)
    ORDER BY 1"""

_IDS = "SELECT key, id FROM entity WHERE key IN (SELECT value FROM json_each(?))"

SELLERS_AT_ONCE = 256
"""How many sellers' ids are looked up at once."""


@cache
def _counts_of(types: tuple[TypeName, ...], entities: int) -> str:
    """The statement that counts what the scope shows of these types: at so many entities, or (for 0) anywhere."""
    seen = f"{SEEN} AND (:include_disputed OR NOT disputed)"
    if not entities:
        numbers = ", ".join(str(NUMBER[name]) for name in types)
        return f"SELECT type, sum(versions) FROM tally WHERE type IN ({numbers}) AND {seen} GROUP BY type"  # noqa: S608
    slots = ", ".join(str(slot) for name in types for slot in (AS_SUBJECT[name], AS_OBJECT[name]))
    some = "= :entity" if entities == 1 else "IN (SELECT value FROM json_each(:entities))"
    named = f"SELECT key FROM entity WHERE id {some}"  # noqa: S608 - fixed text
    # A relationship between two of them is counted at its subject. A scope shows at most one version of it.
    once = f"AND (slot % 2 = 0 OR other NOT IN ({named}))" if entities > 1 else ""
    at = f"entity = ({named})" if entities == 1 else f"entity IN ({named})"
    # Grouped by slot, in the order of the index, so nothing has to be sorted.
    return f"SELECT slot, count(*) FROM adjacent WHERE {at} AND slot IN ({slots}) AND {seen} {once} GROUP BY slot"  # noqa: S608


class SqliteReader:
    """Reads through one connection, on one thread. Call `forget` when the graph has changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.outgoing = lru_cache(ADJACENCIES)(self._outgoing)
        self.incoming = lru_cache(ADJACENCIES)(self._incoming)
        self.either = lru_cache(ADJACENCIES)(self._either)
        self.entity = lru_cache(ADJACENCIES)(self._entity)
        self.entity_text = lru_cache(ADJACENCIES)(self._entity_text)
        self.claim = lru_cache(CLAIMS)(self._claim)
        self.claim_texts = lru_cache(CLAIMS)(self._claim_texts)
        self.source_text = lru_cache(CLAIMS)(self._source_text)
        self.source = lru_cache(CLAIMS)(Source.model_validate_json)
        self._sold = lru_cache(SERVICES)(self._read_sold)
        self._ranked = lru_cache(SERVICES)(self._rank_sellers)
        self._counts = lru_cache(COUNTS)(self._count)
        self._keys: dict[str, int] = {}
        self._groups: frozenset[str] = frozenset()
        self._groups_turn: tuple[str] | None = None
        self._groups_seen = False

    def forget(self) -> None:
        """Drop what is cached."""
        for cached in (
            *(self.outgoing, self.incoming, self.either, self.entity, self.entity_text),
            *(self.claim, self.claim_texts, self.source_text, self.source, self._sold, self._ranked, self._counts),
        ):
            cached.cache_clear()
        self._keys.clear()
        self._groups_seen = False

    def _outgoing(self, entity: str, type_: TypeName) -> tuple[RelationshipVersion, ...]:
        return self._read_adjacent(entity, AS_SUBJECT[type_], AS_SUBJECT[type_])

    def _incoming(self, entity: str, type_: TypeName) -> tuple[RelationshipVersion, ...]:
        return self._read_adjacent(entity, AS_OBJECT[type_], AS_OBJECT[type_])

    def _either(self, entity: str, type_: TypeName) -> tuple[RelationshipVersion, ...]:
        return self._read_adjacent(entity, AS_SUBJECT[type_], AS_OBJECT[type_])

    def _read_adjacent(self, entity: str, first: int, last: int) -> tuple[RelationshipVersion, ...]:
        rows = self._connection.execute(_ADJACENT, (self._key(entity), first, last)).fetchall()
        found = tuple([decode_version(version) for version, _ in rows])
        if first == last:  # most entities that are looked at next were met at the other end of something
            others = [v.subject for v in found] if first % 2 else [v.object for v in found]
            self._cache_keys(zip(others, [key for _, key in rows], strict=True))
        return found

    def _key(self, entity: str) -> int | None:
        """The entity's key in the file; None if it isn't there."""
        if entity not in self._keys:
            self._cache_keys(self._connection.execute("SELECT id, key FROM entity WHERE id = ?", (entity,)))
        return self._keys.get(entity)

    def _cache_keys(self, keys: Iterable[tuple[str, int]]) -> None:
        if len(self._keys) > KEYS:
            self._keys.clear()
        self._keys.update(keys)

    def is_group(self, id_: str) -> bool:
        """Whether the entity is a group. All groups are cached: there are few, and they hardly ever change."""
        if not self._groups_seen:
            turn = self._connection.execute("SELECT value FROM meta WHERE name = 'groups'").fetchone()
            if turn != self._groups_turn:
                found = self._connection.execute("SELECT id FROM entity WHERE kind = 'group'")
                self._groups, self._groups_turn = frozenset(id_ for (id_,) in found), turn
            self._groups_seen = True
        return id_ in self._groups

    def _read_sold(self, service: Service) -> "array[int]":
        """Read who sells the service to whom, by version, sorted. The vendor's key is in the upper 32 bits."""
        return array("q", sorted([pair for (pair,) in self._connection.execute(_SOLD, (service,))]))

    def sellers(self, service: Service) -> Iterator[tuple[str, int]]:
        """The vendors that sell the service, each with how many versions of contracts say so: the most first."""
        vendors, contracts = self._ranked(service)
        for at in range(0, len(vendors), SELLERS_AT_ONCE):
            some = vendors[at : at + SELLERS_AT_ONCE].tolist()
            ids = dict(self._connection.execute(_IDS, (json.dumps(some),)).fetchall())
            yield from zip([ids[key] for key in some], contracts[at : at + SELLERS_AT_ONCE], strict=True)

    def _rank_sellers(self, service: Service) -> tuple["array[int]", "array[int]"]:
        """Rank the keys of those who sell the service by how many versions say so, the most first."""
        sold = Counter([pair >> 32 for pair in self._sold(service)]).most_common()
        return array("q", [key for key, _ in sold]), array("q", [contracts for _, contracts in sold])

    def sales(self, vendor: str, service: Service) -> Sequence[RelationshipVersion]:
        """The versions of the vendor's contracts in which the service is sold."""
        key = self._key(vendor)
        assert key is not None, f"{vendor} sells something and must exist"
        sold = self._sold(service)
        its_own = sold[bisect_left(sold, key << 32) : bisect_left(sold, key + 1 << 32)]
        clients = json.dumps(list(dict.fromkeys(pair - (key << 32) for pair in its_own)))
        rows = self._connection.execute(_SALES, (clients, key, AS_OBJECT["CLIENT_OF"]))
        # An earlier version of the contract may be about another service.
        return [version for (blob,) in rows if service in (version := decode_version(blob)).services]

    def _entity(self, id_: str) -> Entity | None:
        text = self.entity_text(id_)
        return Entity.model_validate_json(text) if text else None

    def _entity_text(self, id_: str) -> str | None:
        row = self._connection.execute("SELECT record FROM entity WHERE key = ?", (self._key(id_),)).fetchone()
        return row[0] if row else None

    def _claim(self, id_: str) -> tuple[Claim, Source] | None:
        texts = self.claim_texts(id_)
        return (CLAIM.validate_json(texts[0]), self.source(texts[1])) if texts else None

    def _claim_texts(self, id_: str) -> tuple[str, str] | None:
        row = self._connection.execute("SELECT record, source FROM claim WHERE id = ?", (id_,)).fetchone()
        return (row[0], self.source_text(row[1])) if row else None

    def _source_text(self, key: int) -> str:
        return str(self._connection.execute("SELECT record FROM source WHERE key = ?", (key,)).fetchone()[0])

    def coverage(self, types: Sequence[TypeName], entities: Sequence[str], scope: Scope) -> dict[str, int]:
        """How many relationships of each type the scope shows at the entities, or (if there are none) anywhere."""
        if not types:
            return {}
        seen = scope.as_of, scope.known_at, scope.floor, scope.include_disputed
        return dict(self._counts(tuple(types), tuple(entities), *seen))

    def _count(
        self,
        types: tuple[TypeName, ...],
        entities: tuple[str, ...],
        as_of: str,
        known_at: str,
        floor: int,
        include_disputed: bool,
    ) -> dict[str, int]:
        given = {
            **({"entity": entities[0]} if len(entities) == 1 else {"entities": json.dumps(entities)}),
            "as_of": as_of,
            "known_at": known_at,
            "floor": floor,
            "include_disputed": include_disputed,
        }
        counted = dict(self._connection.execute(_counts_of(types, len(entities)), given).fetchall())
        if not entities:
            return {name: counted.get(NUMBER[name], 0) for name in RELATIONSHIP_TYPES if name in types}
        return {
            name: counted.get(AS_SUBJECT[name], 0) + counted.get(AS_OBJECT[name], 0)
            for name in RELATIONSHIP_TYPES
            if name in types
        }

    def every(self, type_: TypeName) -> Iterator[RelationshipVersion]:
        """The versions of every relationship of the type, those of one object together."""
        rows = self._connection.execute("SELECT version FROM adjacent WHERE slot = ?", (AS_OBJECT[type_],))
        return (decode_version(version) for (version,) in rows)

    def figures(self, entity: str) -> Sequence[Figure]:
        """The versions of the entity's figures."""
        sql = f"SELECT {', '.join(FIGURE)} FROM figure WHERE subject = ?"  # noqa: S608 - the class's own field names
        return [read_figure(row) for row in self._connection.execute(sql, (entity,))]

    def evidence(self, entities: Iterable[str], claims: Iterable[str]) -> Evidence:
        """The records of these entities, and of these claims with their sources. Unknown ids are left out."""
        return Evidence(
            {id_: text for id_ in entities if (text := self.entity_text(id_))},
            {id_: texts for id_ in claims if (texts := self.claim_texts(id_))},
        )

    def claims(self, ids: Sequence[str]) -> dict[str, tuple[Claim, Source]]:
        """The claims of these ids, each with its source; unknown ids are left out."""
        return {id_: found for id_ in ids if (found := self.claim(id_))}

    def gists(self, ids: Sequence[str]) -> dict[str, Gist]:
        """What the claims of these ids say, in short; unknown ids are left out."""
        read = (read_gist(text) for (text,) in self._connection.execute(_RECORDS, (json.dumps(list(ids)),)))
        return {said.id: said for said in read}

    def claims_about(self, id_: str) -> Sequence[tuple[Claim, Source]]:
        """All claims about a relationship or a figure."""
        condition, given = about_condition(id_)
        sql = f"SELECT id FROM claim WHERE {condition}"  # noqa: S608 - fixed text
        return list(self.claims([row[0] for row in self._connection.execute(sql, given)]).values())

    def retractions_of(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """The retractions of these claims, and of these sources."""
        rows = self._connection.execute(_RETRACTIONS, (json.dumps(list(claims)), json.dumps(list(sources))))
        return [Retraction.model_validate_json(record) for (record,) in rows]

    def opponents(self, ids: Collection[str]) -> list[tuple[Claim, Source]]:
        """The claims that dispute one of these, or that one of these disputes."""
        found = self._connection.execute(_OPPONENTS, (json.dumps(list(ids)),))
        return list(self.claims([id_ for (id_,) in found]).values())

    def candidates(
        self, keys: Sequence[str], limit: int, kind: EntityKind | None
    ) -> list[tuple[str, Sequence[str], int]]:
        """Entities that share index keys with a name, most shared first, then by id."""
        return find_candidates(self._connection, keys, limit, kind)
