MATCH (s:Source) WHERE s.id IN $ids AND s.record IS NOT NULL
RETURN s.id AS id, s.record AS record;
