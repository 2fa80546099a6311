MATCH (c:Claim)-[:SUBJECT|OBJECT]->(e:Entity) WHERE e.id IN $ids
RETURN DISTINCT c.id AS id, c.record AS record;
