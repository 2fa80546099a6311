MATCH (c:Claim) WHERE c.id IN $ids AND c.record IS NOT NULL
RETURN c.id AS id, c.record AS record;
