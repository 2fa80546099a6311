// Which answers rest on a single source, and what would its retraction remove? What the conflicts rest on, with its claims.
//
// Parameters: $entity (an id, or null for all), $depth, $chain_threshold (as shared_vendors has them by default),
// $contracts (the most that are fetched); the scope $as_of, $known_at, $floor, $include_disputed. Afterwards the same code
// for every store looks for the conflicts again without each source ($source only chooses among the rows).

// The contracts to look at: all; or the entity's own, those with it, and those with vendors that it holds a part of.
CALL () {
  WITH 1 AS every WHERE $entity IS NULL
  MATCH (:Entity)-[use:rules.edges(CLIENT_OF)]->(:Entity)
  RETURN use
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})-[use:rules.edges(CLIENT_OF)]->(:Entity)
  RETURN use
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (:Entity {id: id})<-[use:rules.edges(CLIENT_OF)]-(:Entity)
  RETURN use
  UNION
  WITH $entity AS id WHERE id IS NOT NULL
  MATCH (e:Entity {id: id})
  CALL (e) {
    rules.held_below(e)
  }
  MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(:Entity)
  RETURN use
}
rules.bearing_on_conflicts(use)
WITH DISTINCT r
RETURN [r.id] AS key, [startNode(r).record, endNode(r).record] AS ends,
       COLLECT {
         rules.claims_about(r)
       } AS claims_about,
       // The claims that contradict them, and those that they contradict.
       COLLECT {
         rules.opponents(r)
       } AS opponents,
       [r] AS witness;
