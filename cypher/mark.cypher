// The node that says: this database holds a graph of the graph service.
MERGE (g:GraphService {id: 'graph'})
  ON CREATE SET g.schema_version = $schema_version, g.digest = $digest
RETURN g.schema_version AS schema_version;
