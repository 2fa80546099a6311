// In the order of the ids' index, from where the page before ended: no page reads what others hold.
MATCH (r:Retraction)
WHERE r.record IS NOT NULL AND r.id > coalesce($after[0], '')
  AND ($claim IS NULL OR r.claim = $claim)
  AND ($source IS NULL OR r.source = $source)
RETURN r.record AS record
ORDER BY r.id
LIMIT $limit;
