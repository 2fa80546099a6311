MATCH (c:Claim) WHERE c.about IN $ids
RETURN c.id AS id, c.record AS record;
