// The commit of this turn can be seen, all of it. Of a later turn nothing is said.
MATCH (t:GraphService {id: 'turn'})
SET t.locked = true
REMOVE t.locked
WITH t WHERE t.turn = $turn
SET t.turn = $turn + 1;
