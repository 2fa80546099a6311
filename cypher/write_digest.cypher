MATCH (g:GraphService {id: 'graph'})
SET g.digest = $digest;
