// Invests in: all such relationships, as known now
// INVESTS_IN: the subject holds or buys a part of the object. At most 300 are drawn.
MATCH p=(:Entity)-[:INVESTS_IN]->(:Entity)
RETURN p
LIMIT 300
