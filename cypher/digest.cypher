// Which graph is this, is it standing still, and is it whole? While the turn is odd, a commit is becoming visible.
rules.graph_and_turn()
RETURN g.digest AS digest, coalesce(t.turn, 0) AS turn, g.copying AS copying;
