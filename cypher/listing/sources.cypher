// In the order of the ids' index, from where the page before ended: no page reads what others hold.
MATCH (s:Source)
WHERE s.record IS NOT NULL AND s.id > coalesce($after[0], '')
  AND ($id IS NULL OR s.id = $id)
  AND ($tier IS NULL OR s.tier = $tier)
  AND ($publisher IS NULL OR s.publisher = $publisher)
RETURN s.record AS record
ORDER BY s.id
LIMIT $limit;
