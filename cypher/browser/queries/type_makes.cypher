// Makes: all such relationships, as known now
// MAKES: the subject develops or produces the object. At most 300 are drawn.
MATCH p=(:Entity)-[:MAKES]->(:Entity)
RETURN p
LIMIT 300
