// Who sits at the centre, whose loss would cut the graph, and who belongs together?
//
// Parameters: $edges (the types of edges that count), $most (of how many relationships a projection is made); the scope
// $as_of, $known_at, $floor, $include_disputed.
// The relationships of the projection, by their ids ('google:CLIENT_OF:scale-ai'). The same code for every store works out
// the measures over them. More than $most are refused, so it doesn't matter which of them are found.
MATCH (subject:Entity)-[r]->(object:Entity)
WHERE type(r) IN $edges AND subject.kind <> 'group' AND object.kind <> 'group'
  AND rules.holds(r)
RETURN [r.id] AS key
LIMIT $most + 1;
