MATCH (e:Entity) WHERE e.id IN $ids AND e.record IS NOT NULL AND (e.founded IS NOT NULL OR e.dissolved IS NOT NULL)
RETURN e.id AS id, e.record AS record;
