// Is this database ours, of which schema, and was it imported from files, which hold no indexes?
MATCH (g:GraphService {id: 'graph'})
RETURN g.schema_version AS version, coalesce(g.imported, false) AS imported;
