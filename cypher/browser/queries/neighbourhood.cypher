// What lies around an entity: the relationships within some hops, ranked and capped, for drawing?
// neighbourhood: asked with entity 'scale-ai', as of today.
CALL () {
  MATCH (e:Entity {id: 'scale-ai'})

  // At the entity itself: all that is there.
  CALL (e) {
    OPTIONAL MATCH (e)-[r]-()
    WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] AND (size([]) = 0 OR split(r.id, ':')[1] IN [])
      AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
      AND r.floor_from <= 0 AND 0 < r.floor_to
      AND r.shown_from <= toString(date()) AND toString(date()) < r.shown_to
      AND (true OR NOT r.disputed)
      AND (false OR r.status = 'announced' OR (r.valid_from <= toString(date()) AND toString(date()) < r.valid_to))
    RETURN collect(r) AS first
  }
  WITH e, first,
       reduce(ends = [], r IN first | CASE WHEN endNode(r) IN ends OR endNode(r) = e THEN ends ELSE ends + endNode(r) END) AS objects,
       reduce(ends = [], r IN first | CASE WHEN startNode(r) IN ends OR startNode(r) = e THEN ends ELSE ends + startNode(r) END) AS subjects
  WITH e, first, objects + [n IN subjects WHERE NOT n IN objects] AS near

  // At each of its neighbours, except groups: the best ranked.
  CALL (near) {
    UNWIND near AS n
    WITH n WHERE 1 >= 2 AND n.kind <> 'group'
    CALL (n) {
      MATCH (n)-[r]-()
      WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] AND (size([]) = 0 OR split(r.id, ':')[1] IN [])
        AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
        AND r.floor_from <= 0 AND 0 < r.floor_to
        AND r.shown_from <= toString(date()) AND toString(date()) < r.shown_to
        AND (true OR NOT r.disputed)
        AND (false OR r.status = 'announced' OR (r.valid_from <= toString(date()) AND toString(date()) < r.valid_to))
      WITH r ORDER BY r.certainty DESC, size(r.claims) DESC, r.id
      LIMIT 50
      RETURN r
    }
    RETURN collect(DISTINCT r) AS second
  }
  CALL (e, near, second) {
    UNWIND second AS r
    UNWIND [startNode(r), endNode(r)] AS n
    WITH DISTINCT n WHERE NOT n IN near AND n <> e
    RETURN collect(n) AS far
  }

  // The same one hop further.
  CALL (far) {
    UNWIND far AS n
    WITH n WHERE 1 >= 3 AND n.kind <> 'group'
    CALL (n) {
      MATCH (n)-[r]-()
      WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] AND (size([]) = 0 OR split(r.id, ':')[1] IN [])
        AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
        AND r.floor_from <= 0 AND 0 < r.floor_to
        AND r.shown_from <= toString(date()) AND toString(date()) < r.shown_to
        AND (true OR NOT r.disputed)
        AND (false OR r.status = 'announced' OR (r.valid_from <= toString(date()) AND toString(date()) < r.valid_to))
      WITH r ORDER BY r.certainty DESC, size(r.claims) DESC, r.id
      LIMIT 50
      RETURN r
    }
    RETURN collect(DISTINCT r) AS third
  }
  CALL (first, second, third) {
    UNWIND first AS r
    RETURN 1 AS distance, r
    UNION ALL
    UNWIND second AS r
    WITH r WHERE NOT r IN first
    RETURN 2 AS distance, r
    UNION ALL
    UNWIND third AS r
    WITH r WHERE NOT r IN first AND NOT r IN second
    RETURN 3 AS distance, r
  }
  WITH distance, r, [distance, -r.certainty, -size(r.claims), r.id] AS key
  WHERE null IS NULL OR key > null
  RETURN key, distance, [r] AS witness
  ORDER BY key
  LIMIT 100
}
// What the rows speak of, for drawing.
RETURN key, distance, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
ORDER BY key
