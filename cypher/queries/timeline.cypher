// What happened, in order, for an entity or a pair?
//
// Parameters: $entity, $other (ids; the second may be null), $edge_types; the scope $known_at, $floor,
// $include_disputed; $after, $limit.
MATCH (e:Entity {id: $entity})
CALL (e) {
  MATCH (e)-[r]-(other:Entity)
  WHERE type(r) IN $edge_types AND ($other IS NULL OR other.id = $other)
    AND rules.in_scope(r)
  RETURN r.id AS about, r.claims AS claims, r.disputed AS disputed
  UNION ALL
  MATCH (e)<-[:FIGURE_OF]-(f:Figure)
  WHERE $other IS NULL
    AND rules.in_scope(f)
  RETURN f.id AS about, f.claims AS claims, f.disputed AS disputed
}
// A claim may be part of several spells of one relationship.
UNWIND claims AS id
WITH about, id, any(each IN collect(disputed) WHERE each) AS disputed
MATCH (c:Claim {id: id})
UNWIND rules.dated_events(c) AS event
WITH about, disputed, c, event
WHERE event.counts
// The first day that a partial date may stand for: 2024 is 2024-01-01 at the earliest.
WITH about, disputed, c, event,
     [CASE WHEN coalesce(event.on, c.reported_on) IS NULL THEN 1 ELSE 0 END,
      coalesce(rules.first_day(coalesce(event.on, c.reported_on)), ''), event.order, c.known_on, c.id] AS key
WHERE $after IS NULL OR key > $after
RETURN key, event.on AS on, c.reported_on AS reported_on, event.what AS what, about, c.status AS status, disputed,
       c.known_on AS known_on, [c.id] AS claims
ORDER BY key
LIMIT $limit;
