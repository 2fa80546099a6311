// What is known of one entity: its relationships by type, its figures, and what happened, in order?
//
// Parameters: $entity (an id), $section (or null for all), $edge_types; the scope $as_of, $known_at, $floor,
// $include_disputed; $after, $limit.
MATCH (e:Entity {id: $entity})
CALL (e) {
  WITH e WHERE $section IS NULL OR $section = 'entity'
  RETURN [0, '', '', ''] AS key, 'entity' AS section, null AS direction, null AS verdict, [] AS witness,
         [e.id] AS entities, null AS what, null AS on, null AS first_reported, null AS status, null AS event_disputed,
         null AS event_claims
  UNION ALL
  WITH e WHERE $section IS NULL OR $section = 'relationship'
  MATCH (e)-[r]-(other:Entity)
  WHERE type(r) IN $edge_types
    AND rules.shown(r)
  WITH r, other, CASE WHEN startNode(r) = e THEN 'out' ELSE 'in' END AS direction
  RETURN [1, rules.type_of(r), direction, other.id] AS key, 'relationship' AS section, direction,
         rules.verdict(r) AS verdict, [r] AS witness, [] AS entities, null AS what, null AS on, null AS first_reported, null AS status, null AS event_disputed,
         null AS event_claims
  UNION ALL
  WITH e WHERE $section IS NULL OR $section = 'figure'
  MATCH (e)<-[:FIGURE_OF]-(f:Figure)
  WHERE rules.in_scope(f)
  RETURN [2, f.metric, f.moment, f.id] AS key, 'figure' AS section, null AS direction, null AS verdict,
         [f] AS witness, [] AS entities, null AS what, null AS on, null AS first_reported, null AS status, null AS event_disputed,
         null AS event_claims
  UNION ALL
  // What happened: each event once, whoever reported it.
  WITH e WHERE $section IS NULL OR $section = 'event'
  MATCH (e)-[r]-(:Entity)
  WHERE type(r) IN $edge_types
    AND rules.in_scope(r)
  WITH r ORDER BY r.id, r.shown_from
  UNWIND r.claims AS id
  WITH r.id AS about, id, collect(r) AS spells
  MATCH (c:Claim {id: id})
  UNWIND rules.dated_events(c) AS event
  WITH about, c, event, last(spells) AS r, any(spell IN spells WHERE spell.disputed) AS disputed
  WHERE event.counts
  ORDER BY coalesce(rules.first_day(c.reported_on), '9999-12-31'), coalesce(c.reported_on, ''), c.id
  WITH about, event.what AS what, event.order AS order, event.on AS on, c.status AS status,
       collect({r: r, disputed: disputed, claim: c.id, reported_on: c.reported_on}) AS reports
  WITH about, what, order, on, status, reports, coalesce(on, reports[0].reported_on) AS dated
  RETURN [3, CASE WHEN dated IS NULL THEN 1 ELSE 0 END, coalesce(rules.first_day(dated), ''), order, about, status,
          coalesce(on, '')] AS key,
         'event' AS section, null AS direction, null AS verdict, [reports[0].r] AS witness, [] AS entities,
         what, on, reports[0].reported_on AS first_reported, status, any(each IN reports WHERE each.disputed) AS event_disputed,
         [each IN reports | each.claim] AS event_claims
}
WITH *
WHERE $after IS NULL OR key > $after
RETURN key, section, direction, verdict, witness, entities, what, on, first_reported, status, event_disputed, event_claims
ORDER BY key
LIMIT $limit;
