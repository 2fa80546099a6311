// All that an answer needs: what the question finds, the entities that it names or shows, the claims that it rests on by
// source, and how much was looked at.
//
// Parameters: the question's, $named (ids of entities), $counted (the types of edges that its coverage counts).
CALL () {
  // question
}
WITH collect({/* columns */}) AS found
CALL (found) {
  UNWIND found AS row
  UNWIND row.witness AS version
  WITH DISTINCT version
  RETURN collect(version) AS held
}
CALL (found, held) {
  CALL (found, held) {
    UNWIND $named AS id
    RETURN id
    UNION
    UNWIND found AS row
    UNWIND row.entities AS id
    RETURN id
    UNION
    // A figure has its subject as a property; a relationship has both ends in its id.
    UNWIND held AS version
    UNWIND CASE WHEN version.subject IS NULL THEN [split(version.id, ':')[0], split(version.id, ':')[2]] ELSE [version.subject] END AS id
    RETURN id
  }
  MATCH (e:Entity {id: id})
  RETURN collect([e.id, e.record]) AS entities
}
CALL (found, held) {
  CALL (found, held) {
    UNWIND held AS version
    UNWIND version.claims AS id
    RETURN id
    UNION
    UNWIND found AS row
    UNWIND row.claims AS id
    RETURN id
  }
  MATCH (c:Claim {id: id})-[:STATED_IN]->(s:Source)
  rules.claims_by_source(c, s)
}
CALL () {
  rules.coverage()
}
RETURN found, entities, claims, coverage;
