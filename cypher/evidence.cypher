// Entities and claims by id, each claim with its source.
RETURN COLLECT { MATCH (e:Entity) WHERE e.id IN $entities RETURN [e.id, e.record] } AS entities,
       COLLECT { MATCH (c:Claim)-[:STATED_IN]->(s:Source) WHERE c.id IN $claims RETURN [c.id, c.record, s.record] } AS claims;
