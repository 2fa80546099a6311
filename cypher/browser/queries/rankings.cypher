// Who sits at the centre, whose loss would cut the graph, and who belongs together?
// rankings: asked with measure 'betweenness', as of today. The service works its answer out from these rows.
MATCH (subject:Entity)-[r]->(object:Entity)
WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] AND subject.kind <> 'group' AND object.kind <> 'group'
  AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
  AND r.floor_from <= 0 AND 0 < r.floor_to
  AND r.valid_from <= toString(date()) AND toString(date()) < r.valid_to
  AND (true OR NOT r.disputed)
RETURN [r.id] AS key
LIMIT 100000 + 1
