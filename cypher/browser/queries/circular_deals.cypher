// Where does money come round in a ring: A invests in B, and B buys from A?
// circular_deals: asked with entity 'openai', as of today. The service works its answer out from these rows.
CALL () {
  CALL () {
    WITH 'openai' AS id WHERE id IS NOT NULL
    MATCH (:Entity {id: id})
          ((x)-[r:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]-(y:Entity)
            WHERE r.known_from <= toString(date()) AND toString(date()) < r.known_to
              AND r.floor_from <= 0 AND 0 < r.floor_to
              AND r.shown_from <= toString(date()) AND toString(date()) < r.shown_to
              AND (true OR NOT r.disputed)
              AND (r.valid_from <= toString(date()) AND toString(date()) < r.valid_to OR false AND r.status = 'announced')
              AND y.kind <> 'group'){0,2}
          (near)
    WHERE size(r) <= (4 - 1) / 2
    WITH DISTINCT near
    MATCH (near)-[hop:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]-()
    RETURN DISTINCT hop
    UNION
    WITH 1 AS every WHERE 'openai' IS NULL
    MATCH (payer:Entity)-[hop:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->(payee:Entity)
    // An entity that is never paid, or never pays, is on no ring.
    WHERE EXISTS { (payer)<-[:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]-() }
      AND EXISTS { (payee)-[:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->() }
    RETURN hop
  }
  WITH hop, startNode(hop) AS payer, endNode(hop) AS payee
  WHERE payer.kind <> 'group' AND payee.kind <> 'group'
    AND hop.known_from <= toString(date()) AND toString(date()) < hop.known_to
    AND hop.floor_from <= 0 AND 0 < hop.floor_to
    AND hop.shown_from <= toString(date()) AND toString(date()) < hop.shown_to
    AND (true OR NOT hop.disputed)
    AND (hop.valid_from <= toString(date()) AND toString(date()) < hop.valid_to OR false AND hop.status = 'announced')
  RETURN [hop.id] AS key, [hop] AS witness
  ORDER BY key
}
// What the rows speak of, for drawing.
RETURN key, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
