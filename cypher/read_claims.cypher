MATCH (c:Claim) WHERE c.id IN $ids
RETURN c.id AS id, c.record AS record;
