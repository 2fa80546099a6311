// coverage(): How many relationships the scope shows, by the type of their edge: at the named entities, or (if none are
// named) anywhere. A scope shows one version of each relationship, so each has one edge here.
CALL () {
  UNWIND $named AS id
  MATCH (:Entity {id: id})-[r]-(:Entity)
  WHERE type(r) IN $counted
    AND rules.shown(r)
  RETURN r
  UNION
  WITH 1 AS whole WHERE size($named) = 0 AND size($counted) > 0
  MATCH (:Entity)-[r]->(:Entity)
  WHERE type(r) IN $counted
    AND rules.shown(r)
  RETURN r
}
WITH type(r) AS edge, count(r) AS relationships
RETURN collect([edge, relationships]) AS coverage
