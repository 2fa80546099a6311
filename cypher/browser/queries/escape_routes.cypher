// Where could this client go instead: which other vendors of the same service, and with what conflicts?
// escape_routes: asked with client 'google', vendor 'scale-ai', as of today.
CALL () {
  MATCH (c:Entity {id: 'google'}) WHERE c.kind <> 'group'

  // What the client buys, and with whom it competes.
  CALL (c) {
    MATCH (c)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
    WHERE use.known_from <= toString(date()) AND toString(date()) < use.known_to
      AND use.floor_from <= 0 AND 0 < use.floor_to
      AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
      AND (true OR NOT use.disputed)
    RETURN collect(use) AS own
  }
  CALL (c) {
    MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i:Entity)
    WHERE i.kind <> 'group'
      AND rivalry.known_from <= toString(date()) AND toString(date()) < rivalry.known_to
      AND rivalry.floor_from <= 0 AND 0 < rivalry.floor_to
      AND rivalry.valid_from <= toString(date()) AND toString(date()) < rivalry.valid_to
      AND (true OR NOT rivalry.disputed)
    RETURN collect({i: i, rivalry: rivalry}) AS rivals
  }

  // What it buys from the vendor that it leaves, or (if none is named) from vendors with a direct conflict.
  CALL (own, rivals) {
    WITH own, [rival IN rivals | rival.i] AS competitors WHERE null IS NULL
    UNWIND own AS use
    WITH competitors, use, endNode(use) AS v
    WHERE v.id = 'scale-ai' OR 'scale-ai' IS NULL AND (v IN competitors OR EXISTS {
      MATCH (v)-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(i:Entity)
      WHERE i = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
        AND i IN competitors
        AND h.known_from <= toString(date()) AND toString(date()) < h.known_to
        AND h.floor_from <= 0 AND 0 < h.floor_to
        AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
        AND (true OR NOT h.disputed)
    })
    RETURN reduce(all = [], each IN collect(use) | all + coalesce(each.services, [])) AS bought
  }

  // Vendors to which a competitor may be tied at all, on any day. The ties of others are not looked for.
  CALL (rivals) {
    UNWIND rivals AS rival
    WITH rival.i AS i
    CALL (i) {
      MATCH (i) (()-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(held:Entity)
              WHERE held = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN startNode(h) ELSE endNode(h) END){0,2}
            (v:Entity)
      RETURN v
      UNION
      MATCH (i)-[:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
      RETURN v
    }
    RETURN collect(DISTINCT v) AS near
  }

  // Who sells such services, and to whom.
  CALL (c, bought) {
    UNWIND CASE WHEN null IS NULL THEN bought ELSE [null] END AS service
    WITH DISTINCT c, service
    CALL db.index.fulltext.queryRelationships('graph_service_services', service) YIELD relationship AS use
    WITH service, use, endNode(use) AS v
    WHERE v <> c AND ('scale-ai' IS NULL OR v.id <> 'scale-ai')
      AND use.known_from <= toString(date()) AND toString(date()) < use.known_to
      AND use.floor_from <= 0 AND 0 < use.floor_to
      AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
      AND (true OR NOT use.disputed)
    WITH v, service, collect(use) AS uses
    RETURN v, collect({service: service, uses: uses}) AS sold
  }

  // The ties of the client's competitors to the vendor.
  CALL (c, v, rivals, near) {
    WITH c, v, rivals WHERE v IN near
    CALL (c, v, rivals) {
      UNWIND rivals AS rival
      WITH v, rival WHERE rival.i = v
      RETURN 0 AS place, 'competitor_is_vendor' AS kind, rival, null AS via, [] AS holdings
      UNION ALL
      UNWIND rivals AS rival
      WITH v, rival, rival.i AS i
      MATCH (v)-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(i)
      WHERE i = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
        AND h.known_from <= toString(date()) AND toString(date()) < h.known_to
        AND h.floor_from <= 0 AND 0 < h.floor_to
        AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
        AND (true OR NOT h.disputed)
      WITH rival, h, split(h.id, ':')[1] = 'INVESTS_IN' AS part
      RETURN CASE WHEN part THEN 2 ELSE 1 END AS place,
             CASE WHEN part THEN 'competitor_holds' ELSE 'competitor_owns' END AS kind, rival, null AS via, [h] AS holdings
      UNION ALL
      MATCH (v)-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(m:Entity)
      WHERE m = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
        AND m.kind <> 'group' AND m <> c
        AND h.known_from <= toString(date()) AND toString(date()) < h.known_to
        AND h.floor_from <= 0 AND 0 < h.floor_to
        AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
        AND (true OR NOT h.disputed)
      UNWIND rivals AS rival
      WITH h, m, rival, rival.i AS i WHERE i <> v
      MATCH (m)-[u:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(i)
      WHERE i = CASE split(u.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(u) ELSE startNode(u) END
        AND u.known_from <= toString(date()) AND toString(date()) < u.known_to
        AND u.floor_from <= 0 AND 0 < u.floor_to
        AND u.valid_from <= toString(date()) AND toString(date()) < u.valid_to
        AND (true OR NOT u.disputed)
      RETURN 3 AS place, 'competitor_holds_through' AS kind, rival, m.id AS via, [u, h] AS holdings
      UNION ALL
      UNWIND rivals AS rival
      WITH v, rival, rival.i AS i
      MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(i)
      WHERE use.known_from <= toString(date()) AND toString(date()) < use.known_to
        AND use.floor_from <= 0 AND 0 < use.floor_to
        AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
        AND (true OR NOT use.disputed)
      RETURN 4 AS place, 'competitor_is_client' AS kind, rival, null AS via, [use] AS holdings
    }
    WITH *, CASE WHEN rival.rivalry IS NULL THEN [] ELSE [rival.rivalry] END + holdings AS hops
    ORDER BY place, rival.i.id, reduce(ids = '', each IN holdings | ids + ' ' + each.id)
    RETURN collect({
      direct: place < 3,
      hops: hops,
      fields: {
        kind: kind,
        competitor: rival.i.id,
        via: via,
        stake_percent: CASE
          WHEN kind = 'competitor_holds' THEN holdings[0].stake_percent
          WHEN kind = 'competitor_holds_through' AND all(each IN holdings WHERE coalesce(each.direct, true))
          THEN floor(reduce(product = holdings[0].stake_percent, each IN holdings[1..] |
            product * each.stake_percent / 100.0) * 1000000000.0 + 0.5) / 1000000000.0
        END,
        status: coalesce(holdings[0], rival.rivalry).status,
        segment: rival.rivalry.segment,
        disputed: any(each IN hops WHERE each.disputed),
        partial: any(each IN hops WHERE each.partial),
        verdict: CASE
          WHEN size(hops) = 0 THEN null
          WHEN all(each IN hops WHERE each.certain_from <= toString(date()) AND toString(date()) < each.certain_to) THEN 'certain'
          ELSE 'possible'
        END,
        certainty: CASE
          WHEN size(hops) > 0
          THEN reduce(least = 3, each IN hops | CASE WHEN each.certainty < least THEN each.certainty ELSE least END)
        END
      }
    }) AS ties
  }
  CALL (ties) {
    UNWIND ties AS tie
    RETURN count(DISTINCT CASE WHEN tie.direct THEN tie.fields.competitor END) AS direct,
           count(DISTINCT CASE WHEN NOT tie.direct THEN tie.fields.competitor END) AS second
  }
  WITH *, direct = 0 AND second = 0 AND (size(rivals) = 0 OR NOT EXISTS {
    MATCH (v)-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(i:Entity)
    WHERE i = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
      AND i.kind <> 'group'
      AND h.known_from <= toString(date()) AND toString(date()) < h.known_to
      AND h.floor_from <= 0 AND 0 < h.floor_to
      AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
      AND (true OR NOT h.disputed)
  }) AS unknown
  UNWIND sold AS each
  WITH own, size(rivals) AS competitors_known, v, ties, direct, second, unknown, each.service AS service, each.uses AS uses,
       size([use IN each.uses WHERE startNode(use).kind <> 'group']) AS clients_known,
       reduce(claims = 0, use IN each.uses | claims + size(use.claims)) AS claims_known
  WITH *, [direct, second, CASE WHEN unknown THEN 1 ELSE 0 END, -clients_known, -claims_known, v.id, service] AS key
  WHERE null IS NULL OR key > null
  WITH * ORDER BY key LIMIT 100

  // What the rows show of these routes.
  CALL (v) {
    MATCH (v)-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(i:Entity)
    WHERE i = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
      AND i.kind <> 'group'
      AND h.known_from <= toString(date()) AND toString(date()) < h.known_to
      AND h.floor_from <= 0 AND 0 < h.floor_to
      AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
      AND (true OR NOT h.disputed)
    RETURN count(DISTINCT i) AS investors_known
  }
  CALL (uses) {
    UNWIND uses AS use
    RETURN use AS surest
    ORDER BY NOT (use.certain_from <= toString(date()) AND toString(date()) < use.certain_to), use.certainty DESC, use.disputed, use.id
    LIMIT 1
  }
  WITH *, [use IN own WHERE endNode(use) = v] AS own_use
  RETURN key, service, v.id AS vendor,
         CASE
           WHEN direct > 0 THEN 'conflict'
           WHEN second > 0 THEN 'second_order'
           WHEN unknown THEN 'unknown'
           ELSE 'none_found'
         END AS finding,
         size(own_use) > 0 AS already_client,
         direct AS direct_conflicts, second AS second_order_conflicts, [tie IN ties | tie.fields] AS conflicts,
         clients_known, claims_known, investors_known, competitors_known,
         CASE WHEN surest.certain_from <= toString(date()) AND toString(date()) < surest.certain_to THEN 'certain' ELSE 'possible' END AS verdict,
         surest.certainty AS certainty,
         [surest] + own_use + reduce(all = [], tie IN ties | all + tie.hops) AS witness
  ORDER BY key
}
// What the rows speak of, for drawing.
RETURN key, service, vendor, finding, already_client, direct_conflicts, second_order_conflicts, conflicts, clients_known, claims_known, investors_known, competitors_known, verdict, certainty, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
ORDER BY key
