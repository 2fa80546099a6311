// A statement of one row between two reads of the moment. If both are the same, the row is of one version of the graph.
// Each of the three takes the results before it, so that none can be planned to run earlier.
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
