// Where do sources disagree about a relationship, and what rests on it? What may be disputed, with its claims.
//
// Parameters: $entity (an id), $type (of relationships; each null for all), $edge_types, $candidates (the most that are
// fetched); $depth, $chain_threshold (as shared_vendors has them by default), $contracts (the most that are fetched); the
// scope $as_of, $known_at, $floor, $include_disputed. The claims are compared, and the conflicts that rest on a
// dispute are found, after, by the same code for every store ($kind only chooses among the rows).

// Relationships with claims that may disagree.
CALL () {
  WITH 1 AS every WHERE $entity IS NULL
  MATCH (:Entity)-[r]->(:Entity)
  WHERE type(r) IN $edge_types
  RETURN r
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})-[r]-(:Entity)
  WHERE type(r) IN $edge_types
  RETURN r
}
WITH r
WHERE ($type IS NULL OR split(r.id, ':')[1] = $type)
  AND r.known_from <= $known_at AND $known_at < r.known_to
  AND r.floor_from <= $floor AND $floor < r.floor_to
  AND r.shown_from <= $as_of AND $as_of < r.shown_to
  AND ($include_disputed OR NOT r.disputed)
  AND (r.disputed OR size(r.claims) > 1 AND (r.stake_min <> r.stake_max OR r.amount_basis IS NOT NULL))
ORDER BY r.id
LIMIT $candidates
WITH collect(r) AS candidates

// What the conflicts rest on that may rest on them.
CALL (candidates) {
  // The contracts that the candidates may bear on.
  CALL (candidates) {
    UNWIND candidates AS r
    WITH r WHERE split(r.id, ':')[1] = 'CLIENT_OF'
    RETURN r AS use
    UNION
    UNWIND candidates AS r
    WITH r WHERE split(r.id, ':')[1] = 'COMPETES_WITH'
    UNWIND [startNode(r), endNode(r)] AS c
    MATCH (c)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(:Entity)
    RETURN use
    UNION
    UNWIND candidates AS r
    WITH r WHERE split(r.id, ':')[1] = 'INVESTS_IN'
    WITH endNode(r) AS held
    CALL (held) {
      RETURN held AS v
      UNION
      MATCH (held)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(v:Entity)
      WHERE h.known_from <= $known_at AND $known_at < h.known_to
        AND h.floor_from <= $floor AND $floor < h.floor_to
        AND h.valid_from <= $as_of AND $as_of < h.valid_to
        AND ($include_disputed OR NOT h.disputed)
      RETURN v
      UNION
      MATCH (held)
            ((holder)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(:Entity)
              WHERE h.known_from <= $known_at AND $known_at < h.known_to
                AND h.floor_from <= $floor AND $floor < h.floor_to
                AND h.valid_from <= $as_of AND $as_of < h.valid_to
                AND ($include_disputed OR NOT h.disputed)
                AND coalesce(h.direct, true) AND ($chain_threshold = 0 OR coalesce(h.stake_percent, h.stake_min) >= $chain_threshold)
                AND holder.kind <> 'group'){2,4}
            (v:Entity)
      WHERE size(h) <= $depth
      RETURN v
    }
    MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(:Entity)
    RETURN use
  }
  WITH DISTINCT use
  WHERE startNode(use).kind <> 'group' AND endNode(use).kind <> 'group'
    AND use.known_from <= $known_at AND $known_at < use.known_to
    AND use.floor_from <= $floor AND $floor < use.floor_to
    AND use.valid_from <= $as_of AND $as_of < use.valid_to
    AND ($include_disputed OR NOT use.disputed)
  WITH endNode(use) AS v, collect(use) AS uses

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
  RETURN collect(DISTINCT r) AS bearing
}
UNWIND candidates + [r IN bearing WHERE NOT r IN candidates] AS r
RETURN [r.id] AS key, [startNode(r).record, endNode(r).record] AS ends,
       CASE WHEN r IN candidates THEN COLLECT {
         MATCH (c:Claim {about: r.id})-[:STATED_IN]->(s:Source)
         WHERE c.known_on <= $known_at
           AND CASE WHEN s.tier = 'C' AND c.certainty_rank > 1 THEN 1 ELSE c.certainty_rank END >= $floor
           AND NOT EXISTS {
             UNWIND [c, s] AS retracted
             MATCH (retracted)<-[:RETRACTS]-(x:Retraction)
             WHERE coalesce(x.on, '') <= $known_at
           }
         RETURN [c.record, s.record]
       } ELSE [] END AS said,
       // And those that contradict them, or that they contradict.
       CASE WHEN r IN candidates THEN COLLECT {
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
       } ELSE [] END AS opponents,
       r IN bearing AS in_conflict,
       [r] AS witness;
