UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (source:Source {id: row.source})
MERGE (c:Claim {id: row.id})
SET c = row
CREATE (c)-[:SUBJECT]->(subject)
CREATE (c)-[:STATED_IN]->(source)
// A disputed claim may come later. Until then it is an empty node, which nobody reads.
FOREACH (id IN coalesce(row.disputes, []) |
  MERGE (disputed:Claim {id: id})
  CREATE (c)-[:DISPUTES]->(disputed))
WITH c, row WHERE row.object IS NOT NULL
MATCH (object:Entity {id: row.object})
CREATE (c)-[:OBJECT]->(object);
