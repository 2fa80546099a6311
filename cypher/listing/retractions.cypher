// Read in the order of the ids' index, from the end of the page before. So no page reads the rows of another.
MATCH (r:Retraction)
WHERE r.record IS NOT NULL AND r.id > coalesce($after[0], '')
  AND ($claim IS NULL OR r.claim = $claim)
  AND ($source IS NULL OR r.source = $source)
RETURN r.record AS record
ORDER BY r.id
LIMIT $limit;
