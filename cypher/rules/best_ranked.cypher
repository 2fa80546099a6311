// best_ranked(n): The $fanout best ranked relationships that are drawn at an entity, as `r`.
MATCH (n)-[r]-()
WHERE rules.drawn(r)
WITH r ORDER BY r.certainty DESC, size(r.claims) DESC, r.id
LIMIT $fanout
RETURN r
