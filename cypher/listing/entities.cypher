MATCH (e:Entity)
WHERE e.record IS NOT NULL AND ($after IS NULL OR e.id > $after[0])
  AND ($kind IS NULL OR e.kind = $kind)
RETURN e.record AS record
ORDER BY e.id
LIMIT $limit;
