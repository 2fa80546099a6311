MATCH (c:Claim)-[:DISPUTES]->(d:Claim) WHERE d.id IN $ids AND c.record IS NOT NULL
RETURN DISTINCT c.id AS id, c.record AS record;
