// Is a client of: all such relationships, as known now
// CLIENT_OF: the subject buys a service from the object. At most 300 are drawn.
MATCH p=(:Entity)-[:CLIENT_OF]->(:Entity)
RETURN p
LIMIT 300
