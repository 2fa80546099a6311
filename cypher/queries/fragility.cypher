// Which answers rest on a single source, and what would its retraction remove? What the conflicts rest on, with its claims.
//
// Parameters: $entity (an id, or null for all), $depth, $chain_threshold (as shared_vendors has them by default),
// $contracts (the most that are fetched); the scope $as_of, $known_at, $floor, $include_disputed. The conflicts are
// looked for again without each source after, by the same code for every store ($source only chooses among the rows).

// The contracts to look at: all, or the entity's own, those with it, and those with whom it holds a part of.
CALL () {
  WITH 1 AS every WHERE $entity IS NULL
  MATCH (:Entity)-[use:rules.edges(CLIENT_OF)]->(v:Entity)
  RETURN use, v
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})-[use:rules.edges(CLIENT_OF)]->(v:Entity)
  RETURN use, v
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (v:Entity {id: id})<-[use:rules.edges(CLIENT_OF)]-(:Entity)
  RETURN use, v
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})-[h:rules.edges(INVESTS_IN)]->(v:Entity)
  WHERE rules.holds(h)
  MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(:Entity)
  RETURN use, v
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})
        ((holder)-[h:rules.edges(INVESTS_IN)]->(:Entity)
          WHERE rules.holds(h)
            AND rules.leads_on(h)
            AND holder.kind <> 'group'){2,4}
        (v:Entity)
  WHERE size(h) <= $depth
  MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(:Entity)
  RETURN use, v
}
WITH DISTINCT use, v
WHERE startNode(use).kind <> 'group' AND v.kind <> 'group'
  AND rules.holds(use)
WITH v, collect(use) AS uses

// The holdings above each vendor: all direct ones, and those worth following.
CALL (v) {
  rules.holdings_above(v)
}
WITH v, uses, collect(holding) AS holdings
WITH uses, holdings, [h IN holdings | startNode(h).id] AS holders

// The rivalries between each client and those who hold: where there are none, there is no conflict.
UNWIND uses AS use
CALL (use, holders) {
  WITH startNode(use) AS c
  MATCH (c)-[rivalry:rules.edges(COMPETES_WITH)]-(i:Entity)
  WHERE i.id IN holders
    AND rules.holds(rivalry)
  RETURN collect(rivalry) AS rivalries
}
WITH use, holdings, rivalries
WHERE size(rivalries) > 0
ORDER BY startNode(use).id, endNode(use).id
LIMIT $contracts
UNWIND [use] + rivalries + holdings AS r
WITH DISTINCT r
RETURN [r.id] AS key, [startNode(r).record, endNode(r).record] AS ends,
       COLLECT {
         rules.said(r)
       } AS said,
       // And those that contradict them, or that they contradict.
       COLLECT {
         rules.opponents(r)
       } AS opponents,
       [r] AS witness;
