// Read in the order of the ids' index, from the end of the page before. So no page reads the rows of another.
MATCH (s:Source)
WHERE s.record IS NOT NULL AND s.id > coalesce($after[0], '')
  AND ($id IS NULL OR s.id = $id)
  AND ($tier IS NULL OR s.tier = $tier)
  AND ($publisher IS NULL OR s.publisher = $publisher)
RETURN s.record AS record
ORDER BY s.id
LIMIT $limit;
