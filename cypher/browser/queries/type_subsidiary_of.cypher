// Is a subsidiary of: all such relationships, as known now
// SUBSIDIARY_OF: the subject is controlled by the object. At most 300 are drawn.
MATCH p=(:Entity)-[:SUBSIDIARY_OF]->(:Entity)
RETURN p
LIMIT 300
