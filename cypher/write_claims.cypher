UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (source:Source {id: row.source})
MERGE (c:Claim {id: row.id})
SET c = row
CREATE (c)-[:SUBJECT]->(subject)
CREATE (c)-[:STATED_IN]->(source)
WITH c, row WHERE row.object IS NOT NULL
MATCH (object:Entity {id: row.object})
CREATE (c)-[:OBJECT]->(object);
