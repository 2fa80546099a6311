// graph_and_turn(): The graph as `g`, and the turn of its commits as `t`: null before the first.
MATCH (g:GraphService {id: 'graph'})
OPTIONAL MATCH (t:GraphService {id: 'turn'})
