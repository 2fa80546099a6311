// Deletes our relationships between our nodes, at most so many. Those of another application stay.
MATCH (n:Entity|Claim|Retraction|Figure)-[r]->(m:Entity|Claim|Source)
WHERE (type(r) IN $edge_types AND r.known_from IS NOT NULL)
  OR (n:Claim AND type(r) IN ['SUBJECT', 'OBJECT', 'STATED_IN', 'DISPUTES'])
  OR (n:Retraction AND type(r) = 'RETRACTS')
  OR (n:Figure AND type(r) = 'FIGURE_OF')
WITH r LIMIT $at_most
DELETE r
RETURN count(*) AS cleared;
