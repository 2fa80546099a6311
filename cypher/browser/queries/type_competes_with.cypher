// Competes with: all such relationships, as known now
// COMPETES_WITH: the subject sells the like of what the other sells the object. At most 300 are drawn.
MATCH p=(:Entity)-[:COMPETES_WITH]->(:Entity)
RETURN p
LIMIT 300
