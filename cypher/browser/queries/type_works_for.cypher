// Works for: all such relationships, as known now
// WORKS_FOR: the subject is employed by, or holds an office of the object. At most 300 are drawn.
MATCH p=(:Entity)-[:WORKS_FOR]->(:Entity)
RETURN p
LIMIT 300
