// Which entities have a name like this?
// search: asked with q 'سكيل', as of today. The service works its answer out from these rows.
CALL () {
  WITH reduce(text = '', key IN ['k5fz633z643', 'k633z643z64a', 'k643z64az644', 'k64az644z5f', 'w6fe13172'] | text + ' ' + key) AS text
  WHERE size(['k5fz633z643', 'k633z643z64a', 'k643z64az644', 'k64az644z5f', 'w6fe13172']) > 0
  CALL db.index.fulltext.queryNodes('graph_service_names', text) YIELD node AS e
  WHERE null IS NULL OR e.kind = null
  WITH e, size([key IN split(e.name_keys, ' ') WHERE key IN ['k5fz633z643', 'k633z643z64a', 'k643z64az644', 'k64az644z5f', 'w6fe13172']]) AS shared
  ORDER BY shared DESC, e.id
  LIMIT 500
  RETURN [e.id] AS key, e.normal_names AS normals, [e.id] AS entities,
    COUNT { MATCH (e)-[r]-(:Entity) WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] RETURN DISTINCT r.id } AS relationships
}
// What the rows speak of, for drawing.
RETURN key, normals, entities, relationships,
       [COLLECT { MATCH (e:Entity) WHERE e.id IN entities RETURN e }] AS drawn
