// Each relationship as the scope shows it; or, without a scope ($known_at is null), all versions.
MATCH (s:Entity)-[r]->(o:Entity)
WHERE type(r) IN $edge_types AND r.known_from IS NOT NULL
  AND ($known_at IS NULL OR (
    rules.shown(r)
  ))
  AND ($subject IS NULL OR s.id = $subject)
  AND ($object IS NULL OR o.id = $object)
  AND ($status IS NULL OR r.status = $status)
WITH r, [rules.type_of(r), s.id, o.id] + CASE WHEN $known_at IS NULL THEN [r.known_from, r.floor_from, r.shown_from] ELSE [] END AS key
WHERE ($type IS NULL OR key[0] = $type) AND ($after IS NULL OR key > $after)
RETURN r AS version
ORDER BY key
LIMIT $limit;
