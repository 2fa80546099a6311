// Where does money come round in a ring: A invests in B, and B buys from A?
//
// Parameters: $entity (an id, or null for all), $max_length (2 to 6), $include_announced; the scope $as_of, $known_at,
// $floor, $include_disputed.
// The relationships that may be in rings: all along which money goes, or those within half a ring of the entity.
// The rings among them are found by the same code for every store: Cypher can't stop a walk that can't close any more.
CALL () {
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})
        ((x)-[r:rules.edges(INVESTS_IN)|rules.edges(CLIENT_OF)]-(y:Entity)
          WHERE rules.may_lie_on_route(r)
            AND y.kind <> 'group'){0,2}
        (near)
  WHERE size(r) <= ($max_length - 1) / 2
  WITH DISTINCT near
  MATCH (near)-[hop:rules.edges(INVESTS_IN)|rules.edges(CLIENT_OF)]-()
  RETURN DISTINCT hop
  UNION
  WITH 1 AS every WHERE $entity IS NULL
  MATCH (payer:Entity)-[hop:rules.edges(INVESTS_IN)|rules.edges(CLIENT_OF)]->(payee:Entity)
  // An entity that is never paid, or never pays, is on no ring.
  WHERE EXISTS { (payer)<-[:rules.edges(INVESTS_IN)|rules.edges(CLIENT_OF)]-() }
    AND EXISTS { (payee)-[:rules.edges(INVESTS_IN)|rules.edges(CLIENT_OF)]->() }
  RETURN hop
}
WITH hop, startNode(hop) AS payer, endNode(hop) AS payee
WHERE payer.kind <> 'group' AND payee.kind <> 'group'
  AND rules.may_lie_on_route(hop)
RETURN [hop.id] AS key, [hop] AS witness
ORDER BY key;
