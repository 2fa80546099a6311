// Which entities have a name like this? The candidates: those that share the most index keys with the text.
//
// Parameters: $keys (of the text, made by domain/names.py), $kind (or null), $candidates (how many to give), $edges (the
// types of the edges of relationships).
// Afterwards the same code for every store works out their scores.
WITH reduce(text = '', key IN $keys | text + ' ' + key) AS text
WHERE size($keys) > 0
CALL db.index.fulltext.queryNodes('graph_service_names', text) YIELD node AS e
WHERE $kind IS NULL OR e.kind = $kind
WITH e, size([key IN split(e.name_keys, ' ') WHERE key IN $keys]) AS shared
ORDER BY shared DESC, e.id
LIMIT $candidates
RETURN [e.id] AS key, e.normal_names AS normals, [e.id] AS entities,
  COUNT { MATCH (e)-[r]-(:Entity) WHERE type(r) IN $edges RETURN DISTINCT r.id } AS relationships;
