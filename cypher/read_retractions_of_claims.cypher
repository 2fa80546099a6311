MATCH (r:Retraction)-[:RETRACTS]->(c:Claim) WHERE c.id IN $ids
RETURN r.id AS id, r.record AS record;
