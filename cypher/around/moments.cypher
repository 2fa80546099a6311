// A statement of one row between two looks at the moment: where both are the same, the row is of one version of the graph.
// Each of the three takes what comes before it, so that none may be planned to run earlier.
CALL () {
  rules.moment() AS before
}
CALL (before) {
  // statement
}
CALL (*) {
  rules.moment() AS after
}
RETURN *;
