// Read in the order of the ids' index, from the end of the page before. So no page reads the rows of another.
MATCH (c:Claim)
WHERE c.record IS NOT NULL AND c.id > coalesce($after[0], '')
  AND ($about IS NULL OR c.about = $about)
  AND ($subject IS NULL OR c.subject = $subject)
  AND ($object IS NULL OR c.object = $object)
  AND ($type IS NULL OR c.type = $type)
  AND ($metric IS NULL OR c.metric = $metric)
  AND ($source IS NULL OR c.source = $source)
  AND ($status IS NULL OR c.status = $status)
RETURN c.record AS record
ORDER BY c.id
LIMIT $limit;
