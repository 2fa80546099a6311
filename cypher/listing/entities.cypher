// In the order of the ids' index, from where the page before ended: no page reads what others hold.
MATCH (e:Entity)
WHERE e.record IS NOT NULL AND e.id > coalesce($after[0], '')
  AND ($kind IS NULL OR e.kind = $kind)
RETURN e.record AS record
ORDER BY e.id
LIMIT $limit;
