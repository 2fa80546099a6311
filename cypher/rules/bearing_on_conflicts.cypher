// bearing_on_conflicts(use): Each `r` that the conflicts of these contracts rest on: the contracts, the rivalries and the
// holdings, for the first $contracts contracts.
WITH DISTINCT use
WHERE startNode(use).kind <> 'group' AND endNode(use).kind <> 'group'
  AND rules.holds(use)
WITH endNode(use) AS v, collect(use) AS uses

// The holdings above each vendor: all direct ones, and those worth following.
CALL (v) {
  rules.holdings_above(v)
}
WITH v, uses, collect(holding) AS holdings
WITH uses, holdings, [h IN holdings | startNode(h).id] AS holders

// The rivalries between each client and the holders. Without one there is no conflict.
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
