// The commit of this turn is fully visible. A later turn is left as it is.
MATCH (t:GraphService {id: 'turn'})
SET t.locked = true
REMOVE t.locked
WITH t WHERE t.turn = $turn
SET t.turn = $turn + 1;
