// What do two or more entities share: vendors, clients, investors, holdings, rivals, partners?
// common_ground: asked with entities ['google', 'microsoft'], as of today.
CALL () {
  CALL () {
    UNWIND ['google', 'microsoft'] AS id
    MATCH (e:Entity {id: id})-[r:CLIENT_OF|CLIENT_OF_VERSION|INVESTS_IN|INVESTS_IN_VERSION|COMPETES_WITH|COMPETES_WITH_VERSION|PARTNERS_WITH|PARTNERS_WITH_VERSION]-(other:Entity)
    WHERE other.kind <> 'group'
      AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
      AND r.floor_from <= 0 AND 0 < r.floor_to
      AND r.valid_from <= toString(date()) AND toString(date()) < r.valid_to
      AND (true OR NOT r.disputed)
    RETURN e.id AS entity, other, r, split(r.id, ':')[1] AS type, startNode(r) = e AS subject
  }
  WITH collect({
    entity: entity, other: other.id, r: r,
    at: CASE
      WHEN type = 'CLIENT_OF' THEN CASE WHEN subject THEN 0 ELSE 1 END
      WHEN type = 'INVESTS_IN' THEN CASE WHEN subject THEN 3 ELSE 2 END
      WHEN type = 'COMPETES_WITH' THEN 4
      ELSE 5
    END
  }) AS found
  UNWIND range(0, 5) AS at
  WITH found, at, ['vendors', 'clients', 'investors', 'holdings', 'rivals', 'partners'][at] AS kind
  WHERE size([]) = 0 OR kind IN []
  CALL (found, at) {
    UNWIND [each IN found WHERE each.at = at] AS each
    WITH each ORDER BY each.entity
    WITH each.other AS other, collect(each.r) AS relationships
    RETURN collect({other: other, relationships: relationships}) AS others
  }
  WITH at, kind, size(others) AS union_count, [each IN others WHERE size(each.relationships) = size(['google', 'microsoft'])] AS shared
  WHERE union_count > 0
  CALL (at, union_count, shared) {
    RETURN [at, 0, ''] AS key, size(shared) AS shared_count, union_count AS of,
           toFloat(size(shared)) / union_count AS jaccard,
           [] AS witness, [] AS entities
    UNION ALL
    UNWIND shared AS each
    RETURN [at, 1, each.other] AS key, null AS shared_count, null AS of, null AS jaccard,
           each.relationships AS witness, [each.other] AS entities
  }
  WITH *
  WHERE null IS NULL OR key > null
  RETURN key, kind, shared_count, of AS union_count, jaccard, witness, entities
  ORDER BY key
  LIMIT 100
}
// What the rows speak of, for drawing.
RETURN key, kind, shared_count, union_count, jaccard, witness, entities,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e },
        COLLECT { MATCH (e:Entity) WHERE e.id IN entities RETURN e }] AS drawn
ORDER BY key
