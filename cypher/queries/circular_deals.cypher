// Where does money come round in a ring: A invests in B, and B buys from A?
//
// Parameters: $entity (an id, or null for all), $max_length (2 to 6), $include_announced; the scope $as_of, $known_at,
// $floor, $include_disputed.
// The relationships that rings may be made of: all along which money goes, or those within half the way of the entity.
// The rings among them are found by the same code for every store: Cypher can't stop a walk that no longer comes round.
CALL () {
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})
        ((x)-[r:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]-(y:Entity)
          WHERE r.known_from <= $known_at AND $known_at < r.known_to
            AND r.floor_from <= $floor AND $floor < r.floor_to
            AND ($include_disputed OR NOT r.disputed)
            AND (r.valid_from <= $as_of AND $as_of < r.valid_to OR $include_announced AND r.status = 'announced')
            AND y.kind <> 'group'){0,2}
        (near)
  WHERE size(r) <= ($max_length - 1) / 2
  WITH DISTINCT near
  MATCH (near)-[hop:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]-()
  RETURN DISTINCT hop
  UNION
  WITH 1 AS every WHERE $entity IS NULL
  MATCH (payer:Entity)-[hop:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->(payee:Entity)
  // Who is never paid, or never pays, is on no ring.
  WHERE EXISTS { (payer)<-[:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]-() }
    AND EXISTS { (payee)-[:INVESTS_IN|INVESTS_IN_VERSION|CLIENT_OF|CLIENT_OF_VERSION]->() }
  RETURN hop
}
WITH hop, startNode(hop) AS payer, endNode(hop) AS payee
WHERE payer.kind <> 'group' AND payee.kind <> 'group'
  AND hop.known_from <= $known_at AND $known_at < hop.known_to
  AND hop.floor_from <= $floor AND $floor < hop.floor_to
  AND ($include_disputed OR NOT hop.disputed)
  AND (hop.valid_from <= $as_of AND $as_of < hop.valid_to OR $include_announced AND hop.status = 'announced')
RETURN [hop.id] AS key, [hop] AS witness
ORDER BY key;
