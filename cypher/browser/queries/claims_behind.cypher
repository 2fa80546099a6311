// Who says so: the claims and sources of a relationship, or of a figure?
// claims_behind: asked with relationship 'openai:CLIENT_OF:scale-ai', as of today.
CALL () {
  MATCH (c:Claim {about: 'openai:CLIENT_OF:scale-ai'})-[:STATED_IN]->(s:Source)
  // A claim from a reprint or aggregator counts as reported at most.
  WITH c, s, CASE WHEN s.tier = 'C' AND c.certainty_rank > 1 THEN 1 ELSE c.certainty_rank END AS counts_as
  WITH c, s, counts_as, [c.known_on, counts_as, c.id] AS key
  WHERE c.known_on <= toString(date()) AND counts_as >= 0 AND (null IS NULL OR key > null)
  RETURN key, c.about AS relationship, counts_as, c.known_on AS known_on, [c.id] AS claims,
         COLLECT {
           UNWIND [c, s] AS retracted
           MATCH (retracted)<-[:RETRACTS]-(retraction:Retraction)
           WHERE coalesce(retraction.on, '') <= toString(date())
           RETURN retraction.record ORDER BY retraction.id
         } AS retractions
  ORDER BY key
  LIMIT 100
}
// What the rows speak of, for drawing.
RETURN key, relationship, counts_as, known_on, claims, retractions,
       [COLLECT { MATCH said=(c:Claim)-[:SUBJECT|OBJECT|STATED_IN]->() WHERE c.id IN claims RETURN said }] AS drawn
ORDER BY key
