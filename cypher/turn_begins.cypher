// A commit follows: readers wait until the turn is even again.
MERGE (t:GraphService {id: 'turn'})
SET t.locked = true
REMOVE t.locked
WITH t, coalesce(t.turn, 0) AS turn
SET t.turn = turn + 1 + turn % 2
RETURN t.turn AS turn;
