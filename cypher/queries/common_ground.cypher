// What do two or more entities share: vendors, clients, investors, holdings, rivals, partners?
//
// Parameters: $entities (ids), $kinds (empty for all); the scope $as_of, $known_at, $floor, $include_disputed;
// $after, $limit.
CALL () {
  UNWIND $entities AS id
  MATCH (e:Entity {id: id})-[r:rules.edges(CLIENT_OF)|rules.edges(INVESTS_IN)|rules.edges(COMPETES_WITH)|rules.edges(PARTNERS_WITH)]-(other:Entity)
  WHERE other.kind <> 'group'
    AND rules.holds(r)
  RETURN e.id AS entity, other, r, rules.type_of(r) AS type, startNode(r) = e AS subject
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
WHERE size($kinds) = 0 OR kind IN $kinds
CALL (found, at) {
  UNWIND [each IN found WHERE each.at = at] AS each
  WITH each ORDER BY each.entity
  WITH each.other AS other, collect(each.r) AS relationships
  RETURN collect({other: other, relationships: relationships}) AS others
}
WITH at, kind, size(others) AS union_count, [each IN others WHERE size(each.relationships) = size($entities)] AS shared
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
WHERE $after IS NULL OR key > $after
RETURN key, kind, shared_count, of AS union_count, jaccard, witness, entities
ORDER BY key
LIMIT $limit;
