// Which answers rest on a single source, and what would its retraction remove?
// fragility: asked with entity 'scale-ai', as of today. The service works its answer out from these rows.
CALL () {
  // The contracts to look at: all; or the entity's own, those with it, and those with vendors that it holds a part of.
  CALL () {
    WITH 1 AS every WHERE 'scale-ai' IS NULL
    MATCH (:Entity)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(:Entity)
    RETURN use
    UNION
    WITH 'scale-ai' AS id WHERE id IS NOT NULL
    MATCH (:Entity {id: id})-[use:CLIENT_OF|CLIENT_OF_VERSION]->(:Entity)
    RETURN use
    UNION
    WITH 'scale-ai' AS id WHERE id IS NOT NULL
    MATCH (:Entity {id: id})<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(:Entity)
    RETURN use
    UNION
    WITH 'scale-ai' AS id WHERE id IS NOT NULL
    MATCH (e:Entity {id: id})
    CALL (e) {
      MATCH (e)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(v:Entity)
      WHERE h.known_from <= toString(date()) AND toString(date()) < h.known_to
        AND h.floor_from <= 0 AND 0 < h.floor_to
        AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
        AND (true OR NOT h.disputed)
      RETURN v
      UNION
      MATCH (e)
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
  LIMIT 501
  UNWIND [use] + rivalries + holdings AS r
  WITH DISTINCT r
  RETURN [r.id] AS key, [startNode(r).record, endNode(r).record] AS ends,
         COLLECT {
           MATCH (c:Claim {about: r.id})-[:STATED_IN]->(s:Source)
           WHERE c.known_on <= toString(date())
             AND CASE WHEN s.tier = 'C' AND c.certainty_rank > 1 THEN 1 ELSE c.certainty_rank END >= 0
             AND NOT EXISTS {
               UNWIND [c, s] AS retracted
               MATCH (retracted)<-[:RETRACTS]-(retraction:Retraction)
               WHERE coalesce(retraction.on, '') <= toString(date())
             }
           RETURN [c.record, s.record]
         } AS claims_about,
         // The claims that contradict them, and those that they contradict.
         COLLECT {
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
         } AS opponents,
         [r] AS witness
}
// What the rows speak of, for drawing.
RETURN key, ends, claims_about, opponents, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
