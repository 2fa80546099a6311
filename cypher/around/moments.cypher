// A statement of one row between two looks at the moment: where both are the same, the row is of one version of the graph.
// Each of the three takes what comes before it, so that none may be planned to run earlier.
CALL () {
  MATCH (g:GraphService {id: 'graph'})
  OPTIONAL MATCH (t:GraphService {id: 'turn'})
  RETURN [g.digest, coalesce(t.turn, 0), g.copying IS NOT NULL] AS before
}
CALL (before) {
  // statement
}
CALL (*) {
  MATCH (g:GraphService {id: 'graph'})
  OPTIONAL MATCH (t:GraphService {id: 'turn'})
  RETURN [g.digest, coalesce(t.turn, 0), g.copying IS NOT NULL] AS after
}
RETURN *;
