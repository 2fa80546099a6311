// How many relationships does the scope show, by the type of their edge?
//
// Parameters: $named (ids of entities), $counted (the types of edges); the scope $as_of, $known_at, $floor, $include_disputed.
rules.coverage();
