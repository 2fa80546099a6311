// What is known of one entity: its relationships by type, its figures, and what happened, in order?
//
// Parameters: $entity (an id), $section (or null for all), $edge_types; the scope $as_of, $known_at, $floor,
// $include_disputed; $after, $limit.
MATCH (e:Entity {id: $entity})
CALL (e) {
  WITH e WHERE $section IS NULL OR $section = 'entity'
  RETURN [0, '', '', ''] AS key, 'entity' AS section, null AS direction, null AS verdict, [] AS witness,
         [e.id] AS entities
  UNION ALL
  WITH e WHERE $section IS NULL OR $section = 'relationship'
  MATCH (e)-[r]-(other:Entity)
  WHERE type(r) IN $edge_types
    AND r.known_from <= $known_at AND $known_at < r.known_to
    AND r.floor_from <= $floor AND $floor < r.floor_to
    AND ($include_disputed OR NOT r.disputed)
  WITH r, other, CASE WHEN startNode(r) = e THEN 'out' ELSE 'in' END AS direction
  RETURN [1, split(r.id, ':')[1], direction, other.id] AS key, 'relationship' AS section, direction,
         CASE
           WHEN r.certain_from <= $as_of AND $as_of < r.certain_to THEN 'certain'
           WHEN r.valid_from <= $as_of AND $as_of < r.valid_to THEN 'possible'
           ELSE 'no'
         END AS verdict, [r] AS witness, [] AS entities
  UNION ALL
  WITH e WHERE $section IS NULL OR $section = 'figure'
  MATCH (e)<-[:FIGURE_OF]-(f:Figure)
  WHERE f.known_from <= $known_at AND $known_at < f.known_to
    AND f.floor_from <= $floor AND $floor < f.floor_to
  RETURN [2, f.metric, f.moment, f.id] AS key, 'figure' AS section, null AS direction, null AS verdict,
         [f] AS witness, [] AS entities
  UNION ALL
  // The days on which a relationship came to be read differently.
  WITH e WHERE $section IS NULL OR $section = 'event'
  MATCH (e)-[r]-(:Entity)
  WHERE type(r) IN $edge_types AND r.known_from <= $known_at AND r.floor_from <= $floor AND $floor < r.floor_to
  WITH r ORDER BY r.id, r.known_from
  WITH r.id AS id, collect(r) AS history
  UNWIND range(0, size(history) - 1) AS at
  WITH history[at] AS r, CASE WHEN at > 0 THEN history[at - 1] END AS before
  WHERE (before IS NULL OR before.status <> r.status OR before.disputed <> r.disputed)
    AND ($include_disputed OR NOT r.disputed)
  RETURN [3, r.known_from, r.id, r.status] AS key, 'event' AS section, null AS direction, null AS verdict,
         [r] AS witness, [] AS entities
}
WITH *
WHERE $after IS NULL OR key > $after
RETURN key, section, direction, verdict, witness, entities
ORDER BY key
LIMIT $limit;
