// Each figure as the scope shows it; or, without a scope ($known_at is null), all versions.
MATCH (f:Figure)
WHERE f.known_from IS NOT NULL
  AND ($known_at IS NULL OR (
    rules.in_scope(f)
  ))
  AND ($subject IS NULL OR f.subject = $subject)
  AND ($metric IS NULL OR f.metric = $metric)
  AND ($id IS NULL OR f.id = $id)
WITH f, [f.id] + CASE WHEN $known_at IS NULL THEN [f.known_from, f.floor_from] ELSE [] END AS key
WHERE $after IS NULL OR key > $after
RETURN f AS version
ORDER BY key
LIMIT $limit;
