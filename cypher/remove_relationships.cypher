// The versions of some relationships, before they are written anew.
UNWIND $rows AS row
MATCH (:Entity {id: row.subject})-[r:$any(row.edges)]->(:Entity {id: row.object})
DELETE r;
