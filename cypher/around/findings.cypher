// All that a question finds, those of its named entities that exist, and how much was looked at.
//
// Parameters: the question's, $named (ids of entities), $counted (the types of edges that its coverage counts).
CALL () {
  // question
}
WITH collect({/* columns */}) AS found
CALL () {
  MATCH (e:Entity) WHERE e.id IN $named
  RETURN collect([e.id, e.record]) AS entities
}
CALL () {
  rules.coverage()
}
RETURN found, entities, [] AS claims, coverage;
