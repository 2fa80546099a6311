// moment(): Which version of the graph is seen, and whether it is whole.
rules.graph_and_turn()
RETURN [g.digest, coalesce(t.turn, 0), g.copying IS NOT NULL]
