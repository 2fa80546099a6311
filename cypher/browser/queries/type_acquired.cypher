// Acquired: all such relationships, as known now
// ACQUIRED: the subject bought the whole of the object. At most 300 are drawn.
MATCH p=(:Entity)-[:ACQUIRED]->(:Entity)
RETURN p
LIMIT 300
