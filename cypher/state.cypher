// Which graph is this, and how much does it hold?
MATCH (g:GraphService {id: 'graph'})
RETURN g.digest AS digest,
       COUNT { MATCH (e:Entity) WHERE e.record IS NOT NULL } AS entities,
       COUNT { MATCH (s:Source) WHERE s.record IS NOT NULL } AS sources,
       COUNT { MATCH (c:Claim) WHERE c.record IS NOT NULL } AS claims,
       COUNT { MATCH (r:Retraction) WHERE r.record IS NOT NULL } AS retractions,
       COUNT {
         MATCH (:Entity)-[r]->(:Entity)
         WHERE type(r) IN $edge_types AND r.known_to = '9999-12-31' AND r.floor_from = 0
           AND r.shown_to = '9999-12-31'
       } AS relationships,
       COUNT { MATCH (f:Figure) WHERE f.known_to = '9999-12-31' AND f.floor_from = 0 } AS figures;
