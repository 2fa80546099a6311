// What happened, in order, for an entity or a pair?
// timeline: asked with entity 'openai', other 'scale-ai', as of today.
CALL () {
  MATCH (e:Entity {id: 'openai'})
  CALL (e) {
    MATCH (e)-[r]-(other:Entity)
    WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION'] AND ('scale-ai' IS NULL OR other.id = 'scale-ai')
      AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
      AND r.floor_from <= 0 AND 0 < r.floor_to
      AND (true OR NOT r.disputed)
    RETURN r.id AS about, r.claims AS claims, r.disputed AS disputed
    UNION ALL
    MATCH (e)<-[:FIGURE_OF]-(f:Figure)
    WHERE 'scale-ai' IS NULL
      AND f.known_from <= toString(date()) AND toString(date()) < f.known_to
      AND f.floor_from <= 0 AND 0 < f.floor_to
      AND (true OR NOT f.disputed)
    RETURN f.id AS about, f.claims AS claims, f.disputed AS disputed
  }
  // A claim may be part of several spells of one relationship.
  UNWIND claims AS id
  WITH about, id, any(each IN collect(disputed) WHERE each) AS disputed
  MATCH (c:Claim {id: id})
  UNWIND [
    {what: 'began', order: 0, on: c.valid_from, counts: c.valid_from IS NOT NULL},
    {what: 'said', order: 1, on: null, counts: c.valid_from IS NULL AND c.valid_to IS NULL},
    {what: 'ended', order: 2, on: c.valid_to, counts: c.valid_to IS NOT NULL}
  ] AS event
  WITH about, disputed, c, event
  WHERE event.counts
  // The first day that a partial date may stand for: 2024 is 2024-01-01 at the earliest.
  WITH about, disputed, c, event,
       [CASE WHEN coalesce(event.on, c.reported_on) IS NULL THEN 1 ELSE 0 END,
        coalesce(left(coalesce(event.on, c.reported_on) + '-01-01', 10), ''), event.order, c.known_on, c.id] AS key
  WHERE null IS NULL OR key > null
  RETURN key, event.on AS on, c.reported_on AS reported_on, event.what AS what, about, c.status AS status, disputed,
         c.known_on AS known_on, [c.id] AS claims
  ORDER BY key
  LIMIT 100
}
// What the rows speak of, for drawing.
RETURN key, on, reported_on, what, about, status, disputed, known_on, claims,
       [COLLECT { MATCH said=(c:Claim)-[:SUBJECT|OBJECT|STATED_IN]->() WHERE c.id IN claims RETURN said }] AS drawn
ORDER BY key
