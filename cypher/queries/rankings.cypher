// Who sits at the centre, whose loss would cut the graph, and who belongs together?
//
// Parameters: $edges (the types of edges that count), $most (of how many relationships a projection is made); the scope
// $as_of, $known_at, $floor, $include_disputed.
// The relationships of the projection, by their ids ('google:CLIENT_OF:scale-ai'); the measures are worked out over them
// by the same code for every store. More than $most are refused, so it doesn't matter which.
MATCH (subject:Entity)-[r]->(object:Entity)
WHERE type(r) IN $edges AND subject.kind <> 'group' AND object.kind <> 'group'
  AND r.known_from <= $known_at AND $known_at < r.known_to
  AND r.floor_from <= $floor AND $floor < r.floor_to
  AND r.valid_from <= $as_of AND $as_of < r.valid_to
  AND ($include_disputed OR NOT r.disputed)
RETURN [r.id] AS key
LIMIT $most + 1;
