// Deletes all versions of some relationships, before they are written again. Edges of other applications stay.
UNWIND $rows AS row
MATCH (:Entity {id: row.subject})-[r:$any(row.edges)]->(:Entity {id: row.object})
WHERE r.known_from IS NOT NULL
DELETE r;
