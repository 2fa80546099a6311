// What is known of one entity: its relationships by type, its figures, and what happened, in order?
// profile: asked with entity 'scale-ai', as of today.
CALL () {
  MATCH (e:Entity {id: 'scale-ai'})
  CALL (e) {
    WITH e WHERE null IS NULL OR null = 'entity'
    RETURN [0, '', '', ''] AS key, 'entity' AS section, null AS direction, null AS verdict, [] AS witness,
           [e.id] AS entities, null AS what, null AS on, null AS first_reported, null AS status, null AS event_disputed,
           null AS event_claims
    UNION ALL
    WITH e WHERE null IS NULL OR null = 'relationship'
    MATCH (e)-[r]-(other:Entity)
    WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION']
      AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
      AND r.floor_from <= 0 AND 0 < r.floor_to
      AND r.shown_from <= toString(date()) AND toString(date()) < r.shown_to
      AND (true OR NOT r.disputed)
    WITH r, other, CASE WHEN startNode(r) = e THEN 'out' ELSE 'in' END AS direction
    RETURN [1, split(r.id, ':')[1], direction, other.id] AS key, 'relationship' AS section, direction,
           CASE
             WHEN r.certain_from <= toString(date()) AND toString(date()) < r.certain_to THEN 'certain'
             WHEN r.valid_from <= toString(date()) AND toString(date()) < r.valid_to THEN 'possible'
             ELSE 'no'
           END AS verdict, [r] AS witness, [] AS entities, null AS what, null AS on, null AS first_reported, null AS status, null AS event_disputed,
           null AS event_claims
    UNION ALL
    WITH e WHERE null IS NULL OR null = 'figure'
    MATCH (e)<-[:FIGURE_OF]-(f:Figure)
    WHERE f.known_from <= toString(date()) AND toString(date()) < f.known_to
      AND f.floor_from <= 0 AND 0 < f.floor_to
      AND (true OR NOT f.disputed)
    RETURN [2, f.metric, f.moment, f.id] AS key, 'figure' AS section, null AS direction, null AS verdict,
           [f] AS witness, [] AS entities, null AS what, null AS on, null AS first_reported, null AS status, null AS event_disputed,
           null AS event_claims
    UNION ALL
    // What happened: each event once, whoever reported it.
    WITH e WHERE null IS NULL OR null = 'event'
    MATCH (e)-[r]-(:Entity)
    WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION']
      AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
      AND r.floor_from <= 0 AND 0 < r.floor_to
      AND (true OR NOT r.disputed)
    WITH r ORDER BY r.id, r.shown_from
    UNWIND r.claims AS id
    WITH r.id AS about, id, collect(r) AS spells
    MATCH (c:Claim {id: id})
    UNWIND [
      {what: 'began', order: 0, on: c.valid_from, counts: c.valid_from IS NOT NULL},
      {what: 'said', order: 1, on: null, counts: c.valid_from IS NULL AND c.valid_to IS NULL},
      {what: 'ended', order: 2, on: c.valid_to, counts: c.valid_to IS NOT NULL}
    ] AS event
    WITH about, c, event, last(spells) AS r, any(spell IN spells WHERE spell.disputed) AS disputed
    WHERE event.counts
    ORDER BY coalesce(left(c.reported_on + '-01-01', 10), '9999-12-31'), coalesce(c.reported_on, ''), c.id
    WITH about, event.what AS what, event.order AS order, event.on AS on, c.status AS status,
         collect({r: r, disputed: disputed, claim: c.id, reported_on: c.reported_on}) AS reports
    WITH about, what, order, on, status, reports, coalesce(on, reports[0].reported_on) AS dated
    RETURN [3, CASE WHEN dated IS NULL THEN 1 ELSE 0 END, coalesce(left(dated + '-01-01', 10), ''), order, about, status,
            coalesce(on, '')] AS key,
           'event' AS section, null AS direction, null AS verdict, [reports[0].r] AS witness, [] AS entities,
           what, on, reports[0].reported_on AS first_reported, status, any(each IN reports WHERE each.disputed) AS event_disputed,
           [each IN reports | each.claim] AS event_claims
  }
  WITH *
  WHERE null IS NULL OR key > null
  RETURN key, section, direction, verdict, witness, entities, what, on, first_reported, status, event_disputed, event_claims
  ORDER BY key
  LIMIT 100
}
// What the rows speak of, for drawing.
RETURN key, section, direction, verdict, witness, entities, what, on, first_reported, status, event_disputed, event_claims,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e },
        COLLECT { MATCH (e:Entity) WHERE e.id IN entities RETURN e }] AS drawn
ORDER BY key
