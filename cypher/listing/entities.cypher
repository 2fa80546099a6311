// Read in the order of the ids' index, from the end of the page before. So no page reads the rows of another.
MATCH (e:Entity)
WHERE e.record IS NOT NULL AND e.id > coalesce($after[0], '')
  AND ($kind IS NULL OR e.kind = $kind)
RETURN e.record AS record
ORDER BY e.id
LIMIT $limit;
