// Add or remove a deal: which conflicts of shared vendors open and close?
// what_if: asked with remove ['meta:INVESTS_IN:scale-ai'], as of today. The service works its answer out from these rows.
CALL () {
  // What is known of the deals' own relationships, whether or not it holds.
  CALL () {
    UNWIND ['meta:INVESTS_IN:scale-ai'] AS id
    MATCH (:Entity {id: split(id, ':')[0]})-[r]->(:Entity {id: split(id, ':')[2]})
    WHERE r.id = id AND type(r) IN ['INVESTS_IN', 'INVESTS_IN_VERSION', 'CLIENT_OF', 'CLIENT_OF_VERSION', 'COMPETES_WITH', 'COMPETES_WITH_VERSION', 'ACQUIRED', 'ACQUIRED_VERSION', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF_VERSION', 'PARTNERS_WITH', 'PARTNERS_WITH_VERSION', 'WORKS_FOR', 'WORKS_FOR_VERSION', 'MAKES', 'MAKES_VERSION']
      AND r.known_from <= toString(date()) AND toString(date()) < r.known_to
      AND r.floor_from <= 0 AND 0 < r.floor_to
      AND r.shown_from <= toString(date()) AND toString(date()) < r.shown_to
      AND (true OR NOT r.disputed)
    RETURN collect(r) AS known
  }

  // The entities of which the deals hold or would hold a part, directly or through a chain.
  CALL () {
    UNWIND ['scale-ai'] AS id
    MATCH (held:Entity {id: id})
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
    RETURN collect(DISTINCT v) AS vendors
  }

  // The holdings above the holders among the deals.
  CALL () {
    UNWIND ['meta'] AS id
    MATCH (v:Entity {id: id})
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
    RETURN collect(DISTINCT holding) AS above
  }

  // The contracts that the deals may affect: of the rivals of those investors, and of the rivals among the deals.
  CALL (vendors, above) {
    CALL (vendors, above) {
      CALL (above) {
        UNWIND above AS h
        RETURN startNode(h) AS i
        UNION
        UNWIND ['meta'] AS id
        MATCH (i:Entity {id: id})
        RETURN i
      }
      MATCH (i)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(c:Entity)
      WHERE rivalry.known_from <= toString(date()) AND toString(date()) < rivalry.known_to
        AND rivalry.floor_from <= 0 AND 0 < rivalry.floor_to
        AND rivalry.valid_from <= toString(date()) AND toString(date()) < rivalry.valid_to
        AND (true OR NOT rivalry.disputed)
      MATCH (c)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
      WHERE v IN vendors
      RETURN use
      UNION
      UNWIND [] AS id
      MATCH (:Entity {id: id})-[use:CLIENT_OF|CLIENT_OF_VERSION]->(:Entity)
      RETURN use
    }
    WITH DISTINCT use
    WHERE use.known_from <= toString(date()) AND toString(date()) < use.known_to
      AND use.floor_from <= 0 AND 0 < use.floor_to
      AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
      AND (true OR NOT use.disputed)
    RETURN collect(use) AS uses
  }

  // The holdings above the vendors: all direct ones, and those worth following.
  CALL (uses) {
    CALL (uses) {
      UNWIND uses AS use
      RETURN endNode(use) AS v
      UNION
      UNWIND [] AS id
      MATCH (v:Entity {id: id})
      RETURN v
    }
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
    RETURN collect(DISTINCT holding) AS holdings
  }

  // The rivalries between the clients and those who hold or would hold a part.
  CALL (uses, above, holdings) {
    CALL (uses) {
      UNWIND uses AS use
      RETURN startNode(use) AS c
      UNION
      UNWIND [] AS id
      MATCH (c:Entity {id: id})
      RETURN c
    }
    WITH c, ['meta'] + [h IN above + holdings | startNode(h).id] AS holders
    MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i:Entity)
    WHERE i.id IN holders
      AND rivalry.known_from <= toString(date()) AND toString(date()) < rivalry.known_to
      AND rivalry.floor_from <= 0 AND 0 < rivalry.floor_to
      AND rivalry.valid_from <= toString(date()) AND toString(date()) < rivalry.valid_to
      AND (true OR NOT rivalry.disputed)
    RETURN collect(DISTINCT rivalry) AS rivalries
  }

  UNWIND known + uses + above + holdings + rivalries AS r
  WITH DISTINCT r
  RETURN [r.id] AS key, [startNode(r).record, endNode(r).record] AS ends, [] AS claims_about, [r] AS witness
  UNION ALL
  UNWIND ['meta', 'scale-ai'] AS id
  MATCH (e:Entity {id: id})
  RETURN [e.id] AS key, [e.record] AS ends, [] AS claims_about, [] AS witness
}
// What the rows speak of, for drawing.
RETURN key, ends, claims_about, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
