// One writer at a time: the second waits for this node's lock until the first has committed.
MATCH (g:GraphService {id: 'graph'})
SET g.digest = g.digest
RETURN g.digest AS digest;
