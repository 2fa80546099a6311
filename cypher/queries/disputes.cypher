// Where do sources disagree about a relationship, and what rests on it? What may be disputed, with its claims.
//
// Parameters: $entity (an id), $type (of relationships; each null for all), $edge_types, $candidates (the most that are
// fetched); $depth, $chain_threshold (as shared_vendors has them by default), $contracts (the most that are fetched); the
// scope $as_of, $known_at, $floor, $include_disputed. Afterwards the same code for every store compares the claims and
// finds the conflicts that rest on a dispute ($kind only chooses among the rows).

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
WHERE ($type IS NULL OR rules.type_of(r) = $type)
  AND rules.shown(r)
  AND (r.disputed OR size(r.claims) > 1 AND (r.stake_min <> r.stake_max OR r.amount_basis IS NOT NULL))
ORDER BY r.id
LIMIT $candidates
WITH collect(r) AS candidates

// The conflicts that may rest on them: what these rest on.
CALL (candidates) {
  // The contracts that the candidates may affect.
  CALL (candidates) {
    UNWIND candidates AS r
    WITH r WHERE rules.type_of(r) = 'CLIENT_OF'
    RETURN r AS use
    UNION
    UNWIND candidates AS r
    WITH r WHERE rules.type_of(r) = 'COMPETES_WITH'
    UNWIND [startNode(r), endNode(r)] AS c
    MATCH (c)-[use:rules.edges(CLIENT_OF)]->(:Entity)
    RETURN use
    UNION
    UNWIND candidates AS r
    WITH r WHERE rules.type_of(r) = 'INVESTS_IN'
    WITH endNode(r) AS held
    CALL (held) {
      RETURN held AS v
      UNION
      rules.held_below(held)
    }
    MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(:Entity)
    RETURN use
  }
  rules.bearing_on_conflicts(use)
  RETURN collect(DISTINCT r) AS bearing
}
UNWIND candidates + [r IN bearing WHERE NOT r IN candidates] AS r
RETURN [r.id] AS key, [startNode(r).record, endNode(r).record] AS ends,
       CASE WHEN r IN candidates THEN COLLECT {
         rules.claims_about(r)
       } ELSE [] END AS claims_about,
       // The claims that contradict them, and those that they contradict.
       CASE WHEN r IN candidates THEN COLLECT {
         rules.opponents(r)
       } ELSE [] END AS opponents,
       r IN bearing AS in_conflict,
       [r] AS witness;
