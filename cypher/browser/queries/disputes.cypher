// Where do sources disagree about a relationship, and what rests on it?
// disputes: asked with entity 'scale-ai', as of today. The service works its answer out from these rows.
CALL () {
  // Relationships with claims that may disagree.
  CALL () {
    WITH 1 AS every WHERE 'scale-ai' IS NULL
    MATCH (:Entity)-[r]->(:Entity)
    WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION']
    RETURN r
    UNION
    WITH 'scale-ai' AS id WHERE id IS NOT NULL
    MATCH (:Entity {id: id})-[r]-(:Entity)
    WHERE type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION']
    RETURN r
  }
  WITH r
  WHERE (null IS NULL OR split(r.id, ':')[1] = null)
    AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
    AND r.floor_from <= 0 AND 0 < r.floor_to
    AND r.shown_from <= toString(date()) AND toString(date()) < r.shown_to
    AND (true OR NOT r.disputed)
    AND (r.disputed OR size(r.claims) > 1 AND (r.stake_min <> r.stake_max OR r.amount_basis IS NOT NULL))
  ORDER BY r.id
  LIMIT 2001
  WITH collect(r) AS candidates

  // The conflicts that may rest on them: what these rest on.
  CALL (candidates) {
    // The contracts that the candidates may affect.
    CALL (candidates) {
      UNWIND candidates AS r
      WITH r WHERE split(r.id, ':')[1] = 'CLIENT_OF'
      RETURN r AS use
      UNION
      UNWIND candidates AS r
      WITH r WHERE split(r.id, ':')[1] = 'COMPETES_WITH'
      UNWIND [startNode(r), endNode(r)] AS c
      MATCH (c)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(:Entity)
      RETURN use
      UNION
      UNWIND candidates AS r
      WITH r WHERE split(r.id, ':')[1] = 'INVESTS_IN'
      WITH endNode(r) AS held
      CALL (held) {
        RETURN held AS v
        UNION
        MATCH (held)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(v:Entity)
        WHERE h.known_from <= toString(date()) AND toString(date()) < h.known_to
          AND h.floor_from <= 0 AND 0 < h.floor_to
          AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
          AND (true OR NOT h.disputed)
        RETURN v
        UNION
        MATCH (held)
              ((holder)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(:Entity)
                WHERE h.known_from <= toString(date()) AND toString(date()) < h.known_to
                  AND h.floor_from <= 0 AND 0 < h.floor_to
                  AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
                  AND (true OR NOT h.disputed)
                  AND coalesce(h.direct, true) AND (1.0 = 0 OR coalesce(h.stake_percent, h.stake_min) >= 1.0)
                  AND holder.kind <> 'group'){2,4}
              (v:Entity)
        WHERE size(h) <= 3
        RETURN v
      }
      MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(:Entity)
      RETURN use
    }
    WITH DISTINCT use
    WHERE startNode(use).kind <> 'group' AND endNode(use).kind <> 'group'
      AND use.known_from <= toString(date()) AND toString(date()) < use.known_to
      AND use.floor_from <= 0 AND 0 < use.floor_to
      AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
      AND (true OR NOT use.disputed)
    WITH endNode(use) AS v, collect(use) AS uses
  
    // The holdings above each vendor: all direct ones, and those worth following.
    CALL (v) {
      MATCH (v)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(:Entity)
      WHERE h.known_from <= toString(date()) AND toString(date()) < h.known_to
        AND h.floor_from <= 0 AND 0 < h.floor_to
        AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
        AND (true OR NOT h.disputed)
      RETURN h AS holding
      UNION
      MATCH (v)
            ((held)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(:Entity)
              WHERE h.known_from <= toString(date()) AND toString(date()) < h.known_to
                AND h.floor_from <= 0 AND 0 < h.floor_to
                AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
                AND (true OR NOT h.disputed)
                AND coalesce(h.direct, true) AND (1.0 = 0 OR coalesce(h.stake_percent, h.stake_min) >= 1.0)
                AND held.kind <> 'group'){2,4}
            (:Entity)
      WHERE size(h) <= 3
      UNWIND h AS holding
      RETURN holding
    }
    WITH v, uses, collect(holding) AS holdings
    WITH uses, holdings, [h IN holdings | startNode(h).id] AS holders
  
    // The rivalries between each client and the holders. Without one there is no conflict.
    UNWIND uses AS use
    CALL (use, holders) {
      WITH startNode(use) AS c
      MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i:Entity)
      WHERE i.id IN holders
        AND rivalry.known_from <= toString(date()) AND toString(date()) < rivalry.known_to
        AND rivalry.floor_from <= 0 AND 0 < rivalry.floor_to
        AND rivalry.valid_from <= toString(date()) AND toString(date()) < rivalry.valid_to
        AND (true OR NOT rivalry.disputed)
      RETURN collect(rivalry) AS rivalries
    }
    WITH use, holdings, rivalries
    WHERE size(rivalries) > 0
    ORDER BY startNode(use).id, endNode(use).id
    LIMIT 1001
    UNWIND [use] + rivalries + holdings AS r
    RETURN collect(DISTINCT r) AS bearing
  }
  UNWIND candidates + [r IN bearing WHERE NOT r IN candidates] AS r
  RETURN [r.id] AS key, [startNode(r).record, endNode(r).record] AS ends,
         CASE WHEN r IN candidates THEN COLLECT {
           MATCH (c:Claim {about: r.id})-[:STATED_IN]->(s:Source)
           WHERE c.known_on <= toString(date())
             AND CASE WHEN s.tier = 'C' AND c.certainty_rank > 1 THEN 1 ELSE c.certainty_rank END >= 0
             AND NOT EXISTS {
               UNWIND [c, s] AS retracted
               MATCH (retracted)<-[:RETRACTS]-(retraction:Retraction)
               WHERE coalesce(retraction.on, '') <= toString(date())
             }
           RETURN [c.record, s.record]
         } ELSE [] END AS claims_about,
         // The claims that contradict them, and those that they contradict.
         CASE WHEN r IN candidates THEN COLLECT {
           MATCH (:Claim {about: r.id})-[:DISPUTES]-(c:Claim)-[:STATED_IN]->(s:Source)
           WHERE c.known_on <= toString(date())
             AND CASE WHEN s.tier = 'C' AND c.certainty_rank > 1 THEN 1 ELSE c.certainty_rank END >= 0
             AND NOT EXISTS {
               UNWIND [c, s] AS retracted
               MATCH (retracted)<-[:RETRACTS]-(retraction:Retraction)
               WHERE coalesce(retraction.on, '') <= toString(date())
             }
           WITH DISTINCT c, s
           RETURN [c.record, s.record]
         } ELSE [] END AS opponents,
         r IN bearing AS in_conflict,
         [r] AS witness
}
// What the rows speak of, for drawing.
RETURN key, ends, claims_about, opponents, in_conflict, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
