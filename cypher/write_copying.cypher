// How far a writing in steps has come. Without this property the graph is whole.
MATCH (g:GraphService {id: 'graph'})
SET g.copying = $reached;
