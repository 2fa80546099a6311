MATCH (c:Claim)-[:STATED_IN]->(s:Source) WHERE s.id IN $ids
RETURN c.id AS id, c.record AS record;
