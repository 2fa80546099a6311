// Who says so: the claims and sources of a relationship, or of a figure?
//
// Parameters: $relationship (the id of a relationship or figure); the scope $known_at, $floor; $after, $limit.
MATCH (c:Claim {about: $relationship})-[:STATED_IN]->(s:Source)
// A claim from a reprint or aggregator counts as reported at most.
WITH c, s, rules.counts_as(c, s) AS counts_as
WITH c, s, counts_as, [c.known_on, counts_as, c.id] AS key
WHERE c.known_on <= $known_at AND counts_as >= $floor AND ($after IS NULL OR key > $after)
RETURN key, c.about AS relationship, counts_as, c.known_on AS known_on, [c.id] AS claims,
       COLLECT {
         rules.retractions(c, s)
         RETURN retraction.record ORDER BY retraction.id
       } AS retractions
ORDER BY key
LIMIT $limit;
