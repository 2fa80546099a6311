// Where could this client go instead: which other vendors of the same service, and with what conflicts?
//
// Parameters: $client (an id), $vendor, $service (each may be null); the scope $as_of, $known_at, $floor,
// $include_disputed; $after, $limit.
MATCH (c:Entity {id: $client}) WHERE c.kind <> 'group'

// What the client buys, and with whom it competes.
CALL (c) {
  MATCH (c)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
  WHERE use.known_from <= $known_at AND $known_at < use.known_to
    AND use.floor_from <= $floor AND $floor < use.floor_to
    AND use.valid_from <= $as_of AND $as_of < use.valid_to
    AND ($include_disputed OR NOT use.disputed)
  RETURN collect(use) AS own
}
CALL (c) {
  MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i:Entity)
  WHERE i.kind <> 'group'
    AND rivalry.known_from <= $known_at AND $known_at < rivalry.known_to
    AND rivalry.floor_from <= $floor AND $floor < rivalry.floor_to
    AND rivalry.valid_from <= $as_of AND $as_of < rivalry.valid_to
    AND ($include_disputed OR NOT rivalry.disputed)
  RETURN collect({i: i, rivalry: rivalry}) AS rivals
}

// Who sells such services, to whom.
WITH c, own, rivals,
     CASE WHEN $service IS NULL
       THEN reduce(all = [], use IN [use IN own WHERE $vendor IS NULL OR endNode(use).id = $vendor] | all + use.services)
       ELSE [$service]
     END AS services
MATCH (v:Entity)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(:Entity)
WHERE any(service IN use.services WHERE service IN services) AND v <> c
  AND use.known_from <= $known_at AND $known_at < use.known_to
  AND use.floor_from <= $floor AND $floor < use.floor_to
  AND use.valid_from <= $as_of AND $as_of < use.valid_to
  AND ($include_disputed OR NOT use.disputed)
WITH c, own, rivals, services, v, use
ORDER BY NOT (use.certain_from <= $as_of AND $as_of < use.certain_to), use.certainty DESC, use.disputed, use.id
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
      AND h.known_from <= $known_at AND $known_at < h.known_to
      AND h.floor_from <= $floor AND $floor < h.floor_to
      AND h.valid_from <= $as_of AND $as_of < h.valid_to
      AND ($include_disputed OR NOT h.disputed)
    WITH h, split(h.id, ':')[1] = 'INVESTS_IN' AS part, [rival IN rivals WHERE rival.i = i] AS found
    UNWIND found AS rival
    RETURN CASE WHEN part THEN 2 ELSE 1 END AS place,
           CASE WHEN part THEN 'competitor_holds' ELSE 'competitor_owns' END AS kind, rival, null AS via, [h] AS holdings
    UNION ALL
    MATCH (v)-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(m:Entity)
    WHERE m = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
      AND m.kind <> 'group' AND m <> c
      AND h.known_from <= $known_at AND $known_at < h.known_to
      AND h.floor_from <= $floor AND $floor < h.floor_to
      AND h.valid_from <= $as_of AND $as_of < h.valid_to
      AND ($include_disputed OR NOT h.disputed)
    MATCH (m)-[u:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(i:Entity)
    WHERE i = CASE split(u.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(u) ELSE startNode(u) END
      AND i <> v
      AND u.known_from <= $known_at AND $known_at < u.known_to
      AND u.floor_from <= $floor AND $floor < u.floor_to
      AND u.valid_from <= $as_of AND $as_of < u.valid_to
      AND ($include_disputed OR NOT u.disputed)
    WITH h, u, m, [rival IN rivals WHERE rival.i = i] AS found
    UNWIND found AS rival
    RETURN 3 AS place, 'competitor_holds_through' AS kind, rival, m.id AS via, [u, h] AS holdings
    UNION ALL
    MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(i:Entity)
    WHERE use.known_from <= $known_at AND $known_at < use.known_to
      AND use.floor_from <= $floor AND $floor < use.floor_to
      AND use.valid_from <= $as_of AND $as_of < use.valid_to
      AND ($include_disputed OR NOT use.disputed)
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
        WHEN all(each IN hops WHERE each.certain_from <= $as_of AND $as_of < each.certain_to) THEN 'certain'
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
    AND h.known_from <= $known_at AND $known_at < h.known_to
    AND h.floor_from <= $floor AND $floor < h.floor_to
    AND h.valid_from <= $as_of AND $as_of < h.valid_to
    AND ($include_disputed OR NOT h.disputed)
  RETURN count(DISTINCT i) AS investors_known
}

// Where nothing was named: only the services that the client buys from a vendor with a direct conflict.
WITH c, own, size(rivals) AS competitors_known, services,
     collect({v: v, uses: uses, ties: ties, investors_known: investors_known}) AS vendors
WITH c, own, competitors_known, vendors,
     CASE WHEN $vendor IS NULL AND $service IS NULL
       THEN reduce(all = [], use IN [use IN own WHERE any(each IN vendors WHERE each.v = endNode(use) AND any(tie IN each.ties WHERE tie.direct))]
                     | all + use.services)
       ELSE services
     END AS services
UNWIND vendors AS each
WITH own, competitors_known, each.v AS v, each.uses AS uses, each.ties AS ties,
     each.investors_known AS investors_known, services
WHERE $vendor IS NULL OR v.id <> $vendor
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
WHERE $after IS NULL OR key > $after
RETURN key, service, v.id AS vendor, finding, size(own_use) > 0 AS already_client,
       direct AS direct_conflicts, second AS second_order_conflicts, [tie IN ties | tie.told] AS conflicts,
       clients_known, claims_known, investors_known, competitors_known,
       CASE WHEN surest.certain_from <= $as_of AND $as_of < surest.certain_to THEN 'certain' ELSE 'possible' END AS verdict,
       surest.certainty AS certainty,
       [surest] + own_use + reduce(all = [], tie IN ties | all + tie.hops) AS witness
ORDER BY key
LIMIT $limit;
