// Entities and claims by id, and the sources of the claims.
CALL () {
  MATCH (e:Entity) WHERE e.id IN $entities
  RETURN collect([e.id, e.record]) AS entities
}
CALL () {
  MATCH (c:Claim)-[:STATED_IN]->(s:Source) WHERE c.id IN $claims
  rules.claims_by_source(c, s)
}
RETURN entities, claims;
