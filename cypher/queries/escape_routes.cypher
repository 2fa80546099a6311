// Where could this client go instead: which other vendors of the same service, and with what conflicts?
//
// Parameters: $client (an id), $vendor, $service (each may be null); the scope $as_of, $known_at, $floor,
// $include_disputed; $after, $limit.
MATCH (c:Entity {id: $client}) WHERE c.kind <> 'group'

// What the client buys, and with whom it competes.
CALL (c) {
  MATCH (c)-[use:rules.edges(CLIENT_OF)]->(v:Entity)
  WHERE rules.holds(use)
  RETURN collect(use) AS own
}
CALL (c) {
  MATCH (c)-[rivalry:rules.edges(COMPETES_WITH)]-(i:Entity)
  WHERE i.kind <> 'group'
    AND rules.holds(rivalry)
  RETURN collect({i: i, rivalry: rivalry}) AS rivals
}

// What it buys from the vendor that it leaves, or (if none is named) from vendors with a direct conflict.
CALL (own, rivals) {
  WITH own, [rival IN rivals | rival.i] AS competitors WHERE $service IS NULL
  UNWIND own AS use
  WITH competitors, use, endNode(use) AS v
  WHERE v.id = $vendor OR $vendor IS NULL AND (v IN competitors OR EXISTS {
    MATCH (v)-[h:rules.ownership()]-(i:Entity)
    WHERE i = rules.owner(h)
      AND i IN competitors
      AND rules.holds(h)
  })
  RETURN reduce(all = [], each IN collect(use) | all + coalesce(each.services, [])) AS bought
}

// Vendors to which a competitor may be tied at all, on any day. The ties of others are not looked for.
CALL (rivals) {
  UNWIND rivals AS rival
  WITH rival.i AS i
  CALL (i) {
    MATCH (i) (()-[h:rules.ownership()]-(held:Entity)
            WHERE held = CASE rules.type_of(h) WHEN 'SUBSIDIARY_OF' THEN startNode(h) ELSE endNode(h) END){0,2}
          (v:Entity)
    RETURN v
    UNION
    MATCH (i)-[:rules.edges(CLIENT_OF)]->(v:Entity)
    RETURN v
  }
  RETURN collect(DISTINCT v) AS near
}

// Who sells such services, and to whom.
CALL (c, bought) {
  UNWIND CASE WHEN $service IS NULL THEN bought ELSE [$service] END AS service
  WITH DISTINCT c, service
  CALL db.index.fulltext.queryRelationships('graph_service_services', service) YIELD relationship AS use
  WITH service, use, endNode(use) AS v
  WHERE v <> c AND ($vendor IS NULL OR v.id <> $vendor)
    AND rules.holds(use)
  WITH v, service, collect(use) AS uses
  RETURN v, collect({service: service, uses: uses}) AS sold
}

// The ties of the client's competitors to the vendor.
CALL (c, v, rivals, near) {
  WITH c, v, rivals WHERE v IN near
  CALL (c, v, rivals) {
    rules.competing_vendor(v, rivals)
    UNION ALL
    UNWIND rivals AS rival
    WITH v, rival, rival.i AS i
    MATCH (v)-[h:rules.ownership()]-(i)
    WHERE i = rules.owner(h)
      AND rules.holds(h)
    rules.tie_of_owner(rival, h)
    UNION ALL
    MATCH (v)-[h:rules.ownership()]-(m:Entity)
    WHERE m = rules.owner(h)
      AND m.kind <> 'group' AND m <> c
      AND rules.holds(h)
    UNWIND rivals AS rival
    WITH h, m, rival, rival.i AS i WHERE i <> v
    MATCH (m)-[u:rules.ownership()]-(i)
    WHERE i = rules.owner(u)
      AND rules.holds(u)
    RETURN 3 AS place, 'competitor_holds_through' AS kind, rival, m.id AS via, [u, h] AS holdings
    UNION ALL
    UNWIND rivals AS rival
    WITH v, rival, rival.i AS i
    MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(i)
    WHERE rules.holds(use)
    RETURN 4 AS place, 'competitor_is_client' AS kind, rival, null AS via, [use] AS holdings
  }
  rules.list_ties()
}
CALL (ties) {
  UNWIND ties AS tie
  RETURN count(DISTINCT CASE WHEN tie.direct THEN tie.fields.competitor END) AS direct,
         count(DISTINCT CASE WHEN NOT tie.direct THEN tie.fields.competitor END) AS second
}
WITH *, direct = 0 AND second = 0 AND (size(rivals) = 0 OR NOT EXISTS {
  rules.known_owners(v)
}) AS unknown
UNWIND sold AS each
WITH own, size(rivals) AS competitors_known, v, ties, direct, second, unknown, each.service AS service, each.uses AS uses,
     size([use IN each.uses WHERE startNode(use).kind <> 'group']) AS clients_known,
     reduce(claims = 0, use IN each.uses | claims + size(use.claims)) AS claims_known
WITH *, [direct, second, CASE WHEN unknown THEN 1 ELSE 0 END, -clients_known, -claims_known, v.id, service] AS key
WHERE $after IS NULL OR key > $after
WITH * ORDER BY key LIMIT $limit

// What the rows show of these routes.
CALL (v) {
  rules.known_owners(v)
  RETURN count(DISTINCT i) AS investors_known
}
CALL (uses) {
  UNWIND uses AS use
  RETURN use AS surest
  ORDER BY NOT (rules.certain(use)), use.certainty DESC, use.disputed, use.id
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
       CASE WHEN rules.certain(surest) THEN 'certain' ELSE 'possible' END AS verdict,
       surest.certainty AS certainty,
       [surest] + own_use + reduce(all = [], tie IN ties | all + tie.hops) AS witness
ORDER BY key;
