// Everything between our nodes. What another application drew between them or to them stays.
MATCH (n:Entity|Claim|Figure)-[r]->(m:Entity|Source)
WHERE (type(r) IN $edge_types AND r.id IS NOT NULL) OR type(r) IN ['SUBJECT', 'OBJECT', 'STATED_IN', 'FIGURE_OF']
DELETE r;
