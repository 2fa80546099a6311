// Writes the node that marks the database as ours.
MERGE (g:GraphService {id: 'graph'})
  ON CREATE SET g.schema_version = $schema_version, g.digest = $digest
RETURN g.schema_version AS schema_version;
