// What is known of one entity: its relationships by type, its figures, and what happened, in order?
// profile: asked with entity 'scale-ai', as of today.
CALL () {
  MATCH (e:Entity {id: 'scale-ai'})
  CALL (e) {
    WITH e WHERE null IS NULL OR null = 'entity'
    RETURN [0, '', '', ''] AS key, 'entity' AS section, null AS direction, null AS verdict, [] AS witness,
           [e.id] AS entities
    UNION ALL
    WITH e WHERE null IS NULL OR null = 'relationship'
    MATCH (e)-[r]-(other:Entity)
    WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION']
      AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
      AND r.floor_from <= 0 AND 0 < r.floor_to
      AND (true OR NOT r.disputed)
    WITH r, other, CASE WHEN startNode(r) = e THEN 'out' ELSE 'in' END AS direction
    RETURN [1, split(r.id, ':')[1], direction, other.id] AS key, 'relationship' AS section, direction,
           CASE
             WHEN r.certain_from <= toString(date()) AND toString(date()) < r.certain_to THEN 'certain'
             WHEN r.valid_from <= toString(date()) AND toString(date()) < r.valid_to THEN 'possible'
             ELSE 'no'
           END AS verdict, [r] AS witness, [] AS entities
    UNION ALL
    WITH e WHERE null IS NULL OR null = 'figure'
    MATCH (e)<-[:FIGURE_OF]-(f:Figure)
    WHERE f.known_from <= toString(date()) AND toString(date()) < f.known_to
      AND f.floor_from <= 0 AND 0 < f.floor_to
    RETURN [2, f.metric, f.moment, f.id] AS key, 'figure' AS section, null AS direction, null AS verdict,
           [f] AS witness, [] AS entities
    UNION ALL
    // The days on which a relationship came to be read differently.
    WITH e WHERE null IS NULL OR null = 'event'
    MATCH (e)-[r]-(:Entity)
    WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] AND r.known_from <= toString(date()) AND r.floor_from <= 0 AND 0 < r.floor_to
    WITH r ORDER BY r.id, r.known_from
    WITH r.id AS id, collect(r) AS history
    UNWIND range(0, size(history) - 1) AS at
    WITH history[at] AS r, CASE WHEN at > 0 THEN history[at - 1] END AS before
    WHERE (before IS NULL OR before.status <> r.status OR before.disputed <> r.disputed)
      AND (true OR NOT r.disputed)
    RETURN [3, r.known_from, r.id, r.status] AS key, 'event' AS section, null AS direction, null AS verdict,
           [r] AS witness, [] AS entities
  }
  WITH *
  WHERE null IS NULL OR key > null
  RETURN key, section, direction, verdict, witness, entities
  ORDER BY key
  LIMIT 100
}
// What the rows speak of, for drawing.
RETURN key, section, direction, verdict, witness, entities,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e },
        COLLECT { MATCH (e:Entity) WHERE e.id IN entities RETURN e }] AS drawn
ORDER BY key
