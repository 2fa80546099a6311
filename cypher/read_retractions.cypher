MATCH (r:Retraction) WHERE r.id IN $ids AND r.record IS NOT NULL
RETURN r.id AS id, r.record AS record;
