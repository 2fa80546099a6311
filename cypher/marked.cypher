// Is this database ours, which schema has it, and was it imported from files? Those hold no indexes.
MATCH (g:GraphService {id: 'graph'})
RETURN g.schema_version AS version, coalesce(g.imported, false) AS imported;
