// Partners with: all such relationships, as known now
// PARTNERS_WITH: the subject works together with, on terms that are neither sale nor stake the object. At most 300 are drawn.
MATCH p=(:Entity)-[:PARTNERS_WITH]->(:Entity)
RETURN p
LIMIT 300
