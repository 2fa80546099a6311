UNWIND $rows AS row
MATCH (e:Entity {id: row.subject})
CREATE (f:Figure)
SET f = row
CREATE (f)-[:FIGURE_OF]->(e);
