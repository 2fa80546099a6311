// Which graph is this?
MATCH (g:GraphService {id: 'graph'})
RETURN g.digest AS digest;
