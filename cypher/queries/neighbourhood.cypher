// What lies around an entity: the relationships within some hops, ranked and capped, for drawing?
//
// Parameters: $entity (an id), $hops (1 to 3), $types (types of relationships; empty for all), $edge_types,
// $fanout, $include_closed; the scope $as_of, $known_at, $floor, $include_disputed; $after, $limit.
MATCH (e:Entity {id: $entity})

// At the entity itself: all that is there.
CALL (e) {
  OPTIONAL MATCH (e)-[r]-()
  WHERE rules.drawn(r)
  RETURN collect(r) AS first
}
WITH e, first,
     reduce(ends = [], r IN first | CASE WHEN endNode(r) IN ends OR endNode(r) = e THEN ends ELSE ends + endNode(r) END) AS objects,
     reduce(ends = [], r IN first | CASE WHEN startNode(r) IN ends OR startNode(r) = e THEN ends ELSE ends + startNode(r) END) AS subjects
WITH e, first, objects + [n IN subjects WHERE NOT n IN objects] AS near

// At each of its neighbours, except groups: the best ranked.
CALL (near) {
  UNWIND near AS n
  WITH n WHERE $hops >= 2 AND n.kind <> 'group'
  CALL (n) {
    rules.best_ranked(n)
  }
  RETURN collect(DISTINCT r) AS second
}
CALL (e, near, second) {
  UNWIND second AS r
  UNWIND [startNode(r), endNode(r)] AS n
  WITH DISTINCT n WHERE NOT n IN near AND n <> e
  RETURN collect(n) AS far
}

// The same one hop further.
CALL (far) {
  UNWIND far AS n
  WITH n WHERE $hops >= 3 AND n.kind <> 'group'
  CALL (n) {
    rules.best_ranked(n)
  }
  RETURN collect(DISTINCT r) AS third
}
CALL (first, second, third) {
  UNWIND first AS r
  RETURN 1 AS distance, r
  UNION ALL
  UNWIND second AS r
  WITH r WHERE NOT r IN first
  RETURN 2 AS distance, r
  UNION ALL
  UNWIND third AS r
  WITH r WHERE NOT r IN first AND NOT r IN second
  RETURN 3 AS distance, r
}
WITH distance, r, [distance, -r.certainty, -size(r.claims), r.id] AS key
WHERE $after IS NULL OR key > $after
RETURN key, distance, [r] AS witness
ORDER BY key
LIMIT $limit;
