// Where does money come round in a ring: A invests in B, and B buys from A?
//
// Parameters: $entity (an id, or null for all), $max_length (2 to 6), $kinds, $include_announced, $most (how many rings
// are looked at); the scope $as_of, $known_at, $floor, $include_disputed.
// A ring is told from the entity asked about on, or else from the smallest of its ids. Its kinds are told apart and its
// sums made after, by the same code for every store.
UNWIND range(2, $max_length) AS length
CALL (length) {
  CALL () {
    WITH $entity AS id WHERE id IS NOT NULL
    MATCH (a:Entity {id: id})
    RETURN a
    UNION
    WITH 1 AS every WHERE $entity IS NULL
    MATCH (a:Entity)
    WHERE EXISTS { (a)-[:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->() }
      AND EXISTS { (a)<-[:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]-() }
    RETURN a
  }
  WITH length, a
  WHERE a.kind <> 'group'
  ORDER BY a.id

  // One branch for each length: no walk goes further than the ring that is looked for.
  CALL (length, a) {
    WITH length, a WHERE length = 2
    MATCH (a)
          ((x)-[r:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->(y:Entity)
            WHERE r.known_from <= $known_at AND $known_at < r.known_to
              AND r.floor_from <= $floor AND $floor < r.floor_to
              AND ($include_disputed OR NOT r.disputed)
              AND (r.valid_from <= $as_of AND $as_of < r.valid_to OR $include_announced AND r.status = 'announced')
              AND y.kind <> 'group' AND ($entity IS NOT NULL OR y.id >= a.id)){2}
          (a)
    RETURN x, r
    UNION ALL
    WITH length, a WHERE length = 3
    MATCH (a)
          ((x)-[r:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->(y:Entity)
            WHERE r.known_from <= $known_at AND $known_at < r.known_to
              AND r.floor_from <= $floor AND $floor < r.floor_to
              AND ($include_disputed OR NOT r.disputed)
              AND (r.valid_from <= $as_of AND $as_of < r.valid_to OR $include_announced AND r.status = 'announced')
              AND y.kind <> 'group' AND ($entity IS NOT NULL OR y.id >= a.id)){3}
          (a)
    RETURN x, r
    UNION ALL
    WITH length, a WHERE length = 4
    MATCH (a)
          ((x)-[r:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->(y:Entity)
            WHERE r.known_from <= $known_at AND $known_at < r.known_to
              AND r.floor_from <= $floor AND $floor < r.floor_to
              AND ($include_disputed OR NOT r.disputed)
              AND (r.valid_from <= $as_of AND $as_of < r.valid_to OR $include_announced AND r.status = 'announced')
              AND y.kind <> 'group' AND ($entity IS NOT NULL OR y.id >= a.id)){4}
          (a)
    RETURN x, r
    UNION ALL
    WITH length, a WHERE length = 5
    MATCH (a)
          ((x)-[r:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->(y:Entity)
            WHERE r.known_from <= $known_at AND $known_at < r.known_to
              AND r.floor_from <= $floor AND $floor < r.floor_to
              AND ($include_disputed OR NOT r.disputed)
              AND (r.valid_from <= $as_of AND $as_of < r.valid_to OR $include_announced AND r.status = 'announced')
              AND y.kind <> 'group' AND ($entity IS NOT NULL OR y.id >= a.id)){5}
          (a)
    RETURN x, r
    UNION ALL
    WITH length, a WHERE length = 6
    MATCH (a)
          ((x)-[r:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->(y:Entity)
            WHERE r.known_from <= $known_at AND $known_at < r.known_to
              AND r.floor_from <= $floor AND $floor < r.floor_to
              AND ($include_disputed OR NOT r.disputed)
              AND (r.valid_from <= $as_of AND $as_of < r.valid_to OR $include_announced AND r.status = 'announced')
              AND y.kind <> 'group' AND ($entity IS NOT NULL OR y.id >= a.id)){6}
          (a)
    RETURN x, r
  }
  // No entity twice.
  WITH [each IN x | each.id] AS ring, r AS walk
  WHERE all(at IN range(0, size(ring) - 2) WHERE NOT ring[at] IN ring[at + 1..])

  // Two entities may have a holding and a service between them: then several walks go round one ring.
  WITH ring, collect(walk) AS walks
  WHERE any(walk IN walks WHERE
        'circular' IN $kinds AND any(r IN walk WHERE type(r) STARTS WITH 'INVESTS_IN')
          AND any(r IN walk WHERE type(r) STARTS WITH 'CLIENT_OF')
        OR 'cross_holding' IN $kinds AND all(r IN walk WHERE type(r) STARTS WITH 'INVESTS_IN')
        OR 'mutual_trade' IN $kinds AND all(r IN walk WHERE type(r) STARTS WITH 'CLIENT_OF'))
  RETURN ring, reduce(hops = [], walk IN walks | hops + [r IN walk WHERE NOT r IN hops]) AS witness
  ORDER BY ring
}
// Shortest first, then in the order of their ids: whatever the cap leaves out, it is the same in every store.
RETURN [length] + ring AS key, ring, witness
LIMIT $most + 1;
