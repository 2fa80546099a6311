// Each figure as it can be seen in the scope.
MATCH (f:Figure)
WHERE f.known_from <= $known_at AND $known_at < f.known_to
  AND f.floor_from <= $floor AND $floor < f.floor_to
  AND ($subject IS NULL OR f.subject = $subject)
  AND ($metric IS NULL OR f.metric = $metric)
  AND ($id IS NULL OR f.id = $id)
  AND ($after IS NULL OR f.id > $after[0])
RETURN f AS version
ORDER BY f.id
LIMIT $limit;
