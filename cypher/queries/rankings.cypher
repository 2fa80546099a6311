// Who sits at the centre, whose loss would cut the graph, and who belongs together?
//
// Parameters: $edges (the types of edges that count), $most (of how many relationships a projection is made); the scope
// $as_of, $known_at, $floor, $include_disputed.
// The relationships of the projection, by their ids ('google:CLIENT_OF:scale-ai'); the measures are worked out over them
// by the same code for every store. More than $most are refused, so it doesn't matter which.
MATCH (subject:Entity)-[r]->(object:Entity)
WHERE type(r) IN $edges AND subject.kind <> 'group' AND object.kind <> 'group'
  AND rules.holds(r)
RETURN [r.id] AS key
LIMIT $most + 1;
