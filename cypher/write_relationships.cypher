// Writes all versions of some relationships. Only the current one has the type's own name, so the Browser draws one edge.
UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (object:Entity {id: row.object})
CREATE (subject)-[r:$(row.edge)]->(object)
SET r = row.properties;
