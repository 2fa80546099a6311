UNWIND $rows AS row
CALL (row) {
  WITH row WHERE row.claim IS NOT NULL
  MATCH (retracted:Claim {id: row.claim})
  RETURN retracted
  UNION ALL
  WITH row WHERE row.source IS NOT NULL
  MATCH (retracted:Source {id: row.source})
  RETURN retracted
}
MERGE (r:Retraction {id: row.id})
SET r = row
CREATE (r)-[:RETRACTS]->(retracted);
