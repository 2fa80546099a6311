MATCH (r:Retraction)-[:RETRACTS]->(s:Source) WHERE s.id IN $ids
RETURN r.id AS id, r.record AS record;
