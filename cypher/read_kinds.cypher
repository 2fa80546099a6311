MATCH (e:Entity) WHERE e.id IN $ids AND e.record IS NOT NULL
RETURN e.id AS id, e.kind AS kind;
