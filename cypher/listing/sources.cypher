MATCH (s:Source)
WHERE s.record IS NOT NULL AND ($after IS NULL OR s.id > $after[0])
  AND ($id IS NULL OR s.id = $id)
  AND ($tier IS NULL OR s.tier = $tier)
  AND ($publisher IS NULL OR s.publisher = $publisher)
RETURN s.record AS record
ORDER BY s.id
LIMIT $limit;
