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

  // Who sells such services, to whom.
  WITH c, own, rivals,
       CASE WHEN null IS NULL
         THEN reduce(all = [], use IN [use IN own WHERE 'scale-ai' IS NULL OR endNode(use).id = 'scale-ai'] | all + use.services)
         ELSE [null]
       END AS services
  MATCH (v:Entity)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(:Entity)
  WHERE any(service IN use.services WHERE service IN services) AND v <> c
    AND use.known_from <= toString(date()) AND toString(date()) < use.known_to
    AND use.floor_from <= 0 AND 0 < use.floor_to
    AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
    AND (true OR NOT use.disputed)
  WITH c, own, rivals, services, v, use
  ORDER BY NOT (use.certain_from <= toString(date()) AND toString(date()) < use.certain_to), use.certainty DESC, use.disputed, use.id
  WITH c, own, rivals, services, v, collect(use) AS uses

  // The ties of the client's competitors to the vendor.
  CALL (c, v, rivals) {
    CALL (c, v, rivals) {
      UNWIND rivals AS rival
      WITH v, rival WHERE rival.i = v
      RETURN 0 AS place, 'competitor_is_vendor' AS kind, rival, null AS via, [] AS holdings
      UNION ALL
      MATCH (v)-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(i:Entity)
      WHERE i = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
        AND h.known_from <= toString(date()) AND toString(date()) < h.known_to
        AND h.floor_from <= 0 AND 0 < h.floor_to
        AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
        AND (true OR NOT h.disputed)
      WITH h, split(h.id, ':')[1] = 'INVESTS_IN' AS part, [rival IN rivals WHERE rival.i = i] AS found
      UNWIND found AS rival
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
      MATCH (m)-[u:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(i:Entity)
      WHERE i = CASE split(u.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(u) ELSE startNode(u) END
        AND i <> v
        AND u.known_from <= toString(date()) AND toString(date()) < u.known_to
        AND u.floor_from <= 0 AND 0 < u.floor_to
        AND u.valid_from <= toString(date()) AND toString(date()) < u.valid_to
        AND (true OR NOT u.disputed)
      WITH h, u, m, [rival IN rivals WHERE rival.i = i] AS found
      UNWIND found AS rival
      RETURN 3 AS place, 'competitor_holds_through' AS kind, rival, m.id AS via, [u, h] AS holdings
      UNION ALL
      MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(i:Entity)
      WHERE use.known_from <= toString(date()) AND toString(date()) < use.known_to
        AND use.floor_from <= 0 AND 0 < use.floor_to
        AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
        AND (true OR NOT use.disputed)
      WITH use, [rival IN rivals WHERE rival.i = i] AS found
      UNWIND found AS rival
      RETURN 4 AS place, 'competitor_is_client' AS kind, rival, null AS via, [use] AS holdings
    }
    WITH *, [rival.rivalry] + holdings AS hops
    ORDER BY place, rival.i.id, reduce(ids = '', each IN holdings | ids + ' ' + each.id)
    RETURN collect({
      direct: place < 3,
      hops: hops,
      told: {
        kind: kind,
        competitor: rival.i.id,
        via: via,
        stake_percent: CASE
          WHEN kind = 'competitor_holds' THEN holdings[0].stake_percent
          WHEN kind = 'competitor_holds_through' THEN holdings[0].stake_percent * holdings[1].stake_percent / 100.0
        END,
        status: coalesce(holdings[0], rival.rivalry).status,
        segment: rival.rivalry.segment,
        disputed: any(each IN hops WHERE each.disputed),
        partial: any(each IN hops WHERE each.partial),
        verdict: CASE
          WHEN all(each IN hops WHERE each.certain_from <= toString(date()) AND toString(date()) < each.certain_to) THEN 'certain'
          ELSE 'possible'
        END,
        certainty: reduce(least = 3, each IN hops | CASE WHEN each.certainty < least THEN each.certainty ELSE least END)
      }
    }) AS ties
  }
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

  // Where nothing was named: only the services that the client buys from a vendor with a direct conflict.
  WITH c, own, size(rivals) AS competitors_known, services,
       collect({v: v, uses: uses, ties: ties, investors_known: investors_known}) AS vendors
  WITH c, own, competitors_known, vendors,
       CASE WHEN 'scale-ai' IS NULL AND null IS NULL
         THEN reduce(all = [], use IN [use IN own WHERE any(each IN vendors WHERE each.v = endNode(use) AND any(tie IN each.ties WHERE tie.direct))]
                       | all + use.services)
         ELSE services
       END AS services
  UNWIND vendors AS each
  WITH own, competitors_known, each.v AS v, each.uses AS uses, each.ties AS ties,
       each.investors_known AS investors_known, services
  WHERE 'scale-ai' IS NULL OR v.id <> 'scale-ai'
  UNWIND services AS service
  WITH DISTINCT own, competitors_known, v, uses, ties, investors_known, service
  WITH *, [use IN uses WHERE service IN use.services] AS uses_of_it
  WHERE size(uses_of_it) > 0
  CALL (ties) {
    UNWIND ties AS tie
    RETURN count(DISTINCT CASE WHEN tie.direct THEN tie.told.competitor END) AS direct,
           count(DISTINCT CASE WHEN NOT tie.direct THEN tie.told.competitor END) AS second
  }
  WITH *, uses_of_it[0] AS surest,
       size([use IN uses_of_it WHERE startNode(use).kind <> 'group']) AS clients_known,
       reduce(claims = 0, use IN uses_of_it | claims + size(use.claims)) AS claims_known,
       CASE
         WHEN direct > 0 THEN 'conflict'
         WHEN second > 0 THEN 'second_order'
         WHEN investors_known > 0 AND competitors_known > 0 THEN 'none_found'
         ELSE 'unknown'
       END AS finding,
       [use IN own WHERE endNode(use) = v] AS own_use
  WITH *, [direct, second, CASE finding WHEN 'unknown' THEN 1 ELSE 0 END, -clients_known, -claims_known, v.id, service] AS key
  WHERE null IS NULL OR key > null
  RETURN key, service, v.id AS vendor, finding, size(own_use) > 0 AS already_client,
         direct AS direct_conflicts, second AS second_order_conflicts, [tie IN ties | tie.told] AS conflicts,
         clients_known, claims_known, investors_known, competitors_known,
         CASE WHEN surest.certain_from <= toString(date()) AND toString(date()) < surest.certain_to THEN 'certain' ELSE 'possible' END AS verdict,
         surest.certainty AS certainty,
         [surest] + own_use + reduce(all = [], tie IN ties | all + tie.hops) AS witness
  ORDER BY key
  LIMIT 100
}
// What the rows speak of, for drawing.
RETURN key, service, vendor, finding, already_client, direct_conflicts, second_order_conflicts, conflicts, clients_known, claims_known, investors_known, competitors_known, verdict, certainty, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
ORDER BY key
