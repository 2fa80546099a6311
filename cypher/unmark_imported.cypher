// The imported graph has its constraints and indexes now.
MATCH (g:GraphService {id: 'graph'})
REMOVE g.imported;
