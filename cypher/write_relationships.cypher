// All versions of some relationships. The current one has the type's own name, so that the Browser draws one edge.
UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (object:Entity {id: row.object})
CREATE (subject)-[r:$(row.edge)]->(object)
SET r = row.properties;
