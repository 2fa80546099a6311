// One writer at a time: the second waits for this node's lock until the first has committed.
// The property serves nothing else: a statement that reads what it writes may read it before it waits.
MATCH (g:GraphService {id: 'graph'})
SET g.locked = true
REMOVE g.locked;
