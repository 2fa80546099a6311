// How are two entities connected: all the shortest paths between them, or the k best?
// paths: asked with source 'google', target 'meta', as of today. The service works its answer out from these rows.
CALL () {
  MATCH (s:Entity {id: 'google'}), (t:Entity {id: 'meta'})
  CALL (s, t) {
    WITH s, t WHERE null IS NULL
    MATCH ALL SHORTEST
          (s)
          ((x)-[r]-(y:Entity)
            WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] AND (startNode(r) = x OR type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'])
              AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
              AND r.floor_from <= 0 AND 0 < r.floor_to
              AND r.shown_from <= toString(date()) AND toString(date()) < r.shown_to
              AND (true OR NOT r.disputed)
              AND (r.valid_from <= toString(date()) AND toString(date()) < r.valid_to OR false AND r.status = 'announced')
              AND (y.kind <> 'group' OR y = t)){1,6}
          (t)
    WHERE size(r) <= 4
    UNWIND r AS hop
    RETURN DISTINCT hop
    UNION
    WITH s, t WHERE null IS NOT NULL
    UNWIND [[s, (4 - 1) / 2], [t, 4 / 2 - 1]] AS side
    WITH s, t, side[0] AS end, side[1] AS steps
    WHERE steps >= 0
    MATCH (end)
          ((x)-[r]-(y:Entity)
            WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] AND y.kind <> 'group'
              AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
              AND r.floor_from <= 0 AND 0 < r.floor_to
              AND r.shown_from <= toString(date()) AND toString(date()) < r.shown_to
              AND (true OR NOT r.disputed)
              AND (r.valid_from <= toString(date()) AND toString(date()) < r.valid_to OR false AND r.status = 'announced')){0,2}
          (near)
    WHERE size(r) <= steps
    WITH DISTINCT s, t, near
    MATCH (near)-[hop]-(far:Entity)
    WHERE type(hop) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] AND (far.kind <> 'group' OR far IN [s, t])
      AND hop.known_from <= toString(date()) AND toString(date()) < hop.known_to
      AND hop.floor_from <= 0 AND 0 < hop.floor_to
      AND hop.shown_from <= toString(date()) AND toString(date()) < hop.shown_to
      AND (true OR NOT hop.disputed)
      AND (hop.valid_from <= toString(date()) AND toString(date()) < hop.valid_to OR false AND hop.status = 'announced')
    RETURN DISTINCT hop
  }
  RETURN [hop.id] AS key, [hop] AS witness
  ORDER BY key
}
// What the rows speak of, for drawing.
RETURN key, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
