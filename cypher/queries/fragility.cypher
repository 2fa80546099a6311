// Which answers rest on a single source, and what would its retraction remove? What the conflicts rest on, with its claims.
//
// Parameters: $entity (an id, or null for all), $depth, $chain_threshold (as shared_vendors has them by default),
// $contracts (the most that are fetched); the scope $as_of, $known_at, $floor, $include_disputed. The conflicts are
// looked for again without each source after, by the same code for every store ($source only chooses among the rows).

// The contracts to look at: all, or the entity's own, those with it, and those with whom it holds a part of.
CALL () {
  WITH 1 AS every WHERE $entity IS NULL
  MATCH (:Entity)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
  RETURN use, v
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})-[use:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
  RETURN use, v
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (v:Entity {id: id})<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(:Entity)
  RETURN use, v
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})-[h:INVESTS_IN|INVESTS_IN_VERSION]->(v:Entity)
  WHERE h.known_from <= $known_at AND $known_at < h.known_to
    AND h.floor_from <= $floor AND $floor < h.floor_to
    AND h.valid_from <= $as_of AND $as_of < h.valid_to
    AND ($include_disputed OR NOT h.disputed)
  MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(:Entity)
  RETURN use, v
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})
        ((holder)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(:Entity)
          WHERE h.known_from <= $known_at AND $known_at < h.known_to
            AND h.floor_from <= $floor AND $floor < h.floor_to
            AND h.valid_from <= $as_of AND $as_of < h.valid_to
            AND ($include_disputed OR NOT h.disputed)
            AND coalesce(h.direct, true) AND ($chain_threshold = 0 OR coalesce(h.stake_percent, h.stake_min) >= $chain_threshold)
            AND holder.kind <> 'group'){2,4}
        (v:Entity)
  WHERE size(h) <= $depth
  MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(:Entity)
  RETURN use, v
}
WITH DISTINCT use, v
WHERE startNode(use).kind <> 'group' AND v.kind <> 'group'
  AND use.known_from <= $known_at AND $known_at < use.known_to
  AND use.floor_from <= $floor AND $floor < use.floor_to
  AND use.valid_from <= $as_of AND $as_of < use.valid_to
  AND ($include_disputed OR NOT use.disputed)
WITH v, collect(use) AS uses

// The holdings above each vendor: all direct ones, and those worth following.
CALL (v) {
  MATCH (v)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(:Entity)
  WHERE h.known_from <= $known_at AND $known_at < h.known_to
    AND h.floor_from <= $floor AND $floor < h.floor_to
    AND h.valid_from <= $as_of AND $as_of < h.valid_to
    AND ($include_disputed OR NOT h.disputed)
  RETURN h AS holding
  UNION
  MATCH (v)
        ((held)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(:Entity)
          WHERE h.known_from <= $known_at AND $known_at < h.known_to
            AND h.floor_from <= $floor AND $floor < h.floor_to
            AND h.valid_from <= $as_of AND $as_of < h.valid_to
            AND ($include_disputed OR NOT h.disputed)
            AND coalesce(h.direct, true) AND ($chain_threshold = 0 OR coalesce(h.stake_percent, h.stake_min) >= $chain_threshold)
            AND held.kind <> 'group'){2,4}
        (:Entity)
  WHERE size(h) <= $depth
  UNWIND h AS holding
  RETURN holding
}
WITH v, uses, collect(holding) AS holdings
WITH uses, holdings, [h IN holdings | startNode(h).id] AS holders

// The rivalries between each client and those who hold: where there are none, there is no conflict.
UNWIND uses AS use
CALL (use, holders) {
  WITH startNode(use) AS c
  MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i:Entity)
  WHERE i.id IN holders
    AND rivalry.known_from <= $known_at AND $known_at < rivalry.known_to
    AND rivalry.floor_from <= $floor AND $floor < rivalry.floor_to
    AND rivalry.valid_from <= $as_of AND $as_of < rivalry.valid_to
    AND ($include_disputed OR NOT rivalry.disputed)
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
         MATCH (c:Claim {about: r.id})-[:STATED_IN]->(s:Source)
         WHERE c.known_on <= $known_at
           AND CASE WHEN s.tier = 'C' AND c.certainty_rank > 1 THEN 1 ELSE c.certainty_rank END >= $floor
           AND NOT EXISTS {
             UNWIND [c, s] AS retracted
             MATCH (retracted)<-[:RETRACTS]-(x:Retraction)
             WHERE coalesce(x.on, '') <= $known_at
           }
         RETURN [c.record, s.record]
       } AS said,
       // And those that contradict them, or that they contradict.
       COLLECT {
         MATCH (:Claim {about: r.id})-[:DISPUTES]-(c:Claim)-[:STATED_IN]->(s:Source)
         WHERE c.known_on <= $known_at
           AND CASE WHEN s.tier = 'C' AND c.certainty_rank > 1 THEN 1 ELSE c.certainty_rank END >= $floor
           AND NOT EXISTS {
             UNWIND [c, s] AS retracted
             MATCH (retracted)<-[:RETRACTS]-(x:Retraction)
             WHERE coalesce(x.on, '') <= $known_at
           }
         WITH DISTINCT c, s
         RETURN [c.record, s.record]
       } AS opponents,
       [r] AS witness;
