// What share of a vendor's known clients compete with one of its investors, and what revenue goes with them?
//
// Parameters: $vendor (an id, or null for all), $min_stake (or null), $depth, $chain_threshold; the scope $as_of,
// $known_at, $floor, $include_disputed; $after, $limit.
CALL () {
  WITH $vendor AS id WHERE id IS NOT NULL
  MATCH (v:Entity {id: id})
  RETURN v
  UNION
  WITH 1 AS every WHERE $vendor IS NULL
  MATCH (v:Entity)
  WHERE (v)<-[:rules.edges(CLIENT_OF)]-()
  RETURN v
}

// The vendor's known clients, and how many investors of it are known.
CALL (v) {
  MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(c:Entity)
  WHERE c.kind <> 'group'
    AND rules.holds(use)
  WITH c, use ORDER BY c.id
  RETURN collect({c: c, use: use}) AS clients
}
CALL (v) {
  MATCH (v)<-[h:rules.edges(INVESTS_IN)]-(i:Entity)
  WHERE i.kind <> 'group'
    AND rules.holds(h)
  RETURN count(DISTINCT i) AS investors_known
}
WITH v, clients, investors_known WHERE size(clients) > 0 AND investors_known > 0

// The conflicts, as in shared_vendors: whom the client competes with, and what the competitor holds of the vendor.
CALL (v, clients) {
  UNWIND clients AS client
  WITH v, client.c AS c, client.use AS use
  MATCH (c)-[rivalry:rules.edges(COMPETES_WITH)]-(i:Entity)
  WHERE i.kind <> 'group' AND i <> v
    AND rules.holds(rivalry)
  CALL (c, v, i) {
    MATCH (i)-[h:rules.edges(INVESTS_IN)]->(v)
    WHERE rules.holds(h)
    RETURN [h] AS chain
    UNION ALL
    WITH c, v, i WHERE $depth > 1
    MATCH (i)
          ((holder)-[h:rules.edges(INVESTS_IN)]->(held:Entity)
            WHERE rules.holds(h)
              AND rules.leads_on(h)
              AND holder.kind <> 'group' AND holder <> c AND holder <> v AND held <> i){2,4}
          (v)
    WHERE size(h) <= $depth
      AND rules.all_differ(held)
    WITH h AS chain,
         rules.leading_stake(h) AS product
    WHERE $chain_threshold = 0 OR product >= $chain_threshold
    RETURN chain
  }
  WITH c, use, i, rivalry, chain,
       rules.stake_through(chain) AS effective,
       rules.least_through(chain) AS low
  ORDER BY size(chain), coalesce(-effective, 1.0), rules.ids(chain)
  WITH c, use, i, rivalry, collect({holdings: chain, effective: effective, low: low}) AS chains
  WITH c, use, i, rivalry, chains, [use, rivalry] + chains[0].holdings AS hops
  rules.added_stakes(chains)
  WHERE $min_stake IS NULL OR coalesce(effective, low) >= $min_stake
  ORDER BY c.id, i.id
  RETURN collect({
    client: c.id,
    investor: i.id,
    stake: CASE WHEN size(chains[0].holdings) = 1 THEN chains[0].holdings[0].stake_percent END,
    effective: effective,
    leaving: rules.leaving(use),
    disputed: any(each IN hops WHERE each.disputed),
    certain: rules.latest(hops, certain_from) <= $as_of AND $as_of < rules.soonest(hops, certain_to),
    certainty: rules.least_certainty(hops),
    witness: [use, rivalry] + reduce(all = [], chain IN chains | all + chain.holdings)
  }) AS conflicts
}

// The competing clients' shares of the vendor's revenue, as in concentration.
CALL (v) {
  rules.totals(v)
}
CALL (clients, conflicts, totals) {
  UNWIND clients AS client
  WITH client, totals WHERE any(each IN conflicts WHERE each.client = client.c.id)
  UNWIND client.use.claims AS id
  MATCH (claim:Claim {id: id})-[:STATED_IN]->(s:Source)
  WHERE rules.states_revenue(claim)
  WITH client.c.id AS client, claim, claim.part IS NULL AS whole,
       // A claim from a reprint or aggregator counts as reported at most.
       rules.counts_as(claim, s) AS rank,
       head([f IN totals WHERE f.metric = claim.revenue_of AND f.moment = claim.revenue_period
                           AND f.currency = claim.revenue_currency]) AS total
  WHERE claim.revenue_amount IS NULL OR total.low > 0
  WITH client, claim, whole, rank,
       {
         rules.share_bounds(claim, total),
         whole: whole,
         total: total
       } AS statement
  // The whole before a part, then the surest, then the latest.
  ORDER BY client, rules.surest_first(claim, whole, rank)
  WITH client, claim.revenue_of AS metric, claim.revenue_period AS period, collect(statement) AS known
  // Periods that begin after the day asked about are left out.
  WHERE period STARTS WITH 'P' OR left(period, 4) + '-' + rules.months(period)[0] + '-01' <= $as_of
  WITH client, metric, period, head(known) AS surest, [r IN known WHERE r.whole = known[0].whole] AS counted
  ORDER BY client, period, metric
  RETURN collect({
    client: client,
    metric: metric,
    period: period,
    rules.share_span(surest, counted),
    total: surest.total
  }) AS shares
}

// A row for all investors together, and one for each.
WITH v, clients, size(clients) AS clients_known, investors_known, conflicts, shares, totals,
     COUNT { UNWIND conflicts AS each RETURN DISTINCT each.client } AS all_competing
CALL (conflicts) {
  RETURN null AS investor, conflicts AS found
  UNION ALL
  UNWIND conflicts AS each
  WITH each.investor AS investor, collect(each) AS found
  RETURN investor, found
}
CALL (found) {
  UNWIND found AS each
  WITH DISTINCT each.client AS client
  RETURN collect(client) AS competing
}
WITH *, [-all_competing, 0.0 - all_competing * 100.0 / clients_known, v.id] +
  CASE WHEN investor IS NULL THEN [0, 0, ''] ELSE [1, -size(competing), investor] END AS key
WHERE $after IS NULL OR key > $after
WITH * ORDER BY key LIMIT $limit
WITH *, [share IN shares WHERE share.client IN competing] AS of_competing,
     CASE WHEN investor IS NULL THEN [client IN clients WHERE NOT client.c.id IN competing] END AS others
RETURN key, v.id AS vendor, investor,
       CASE WHEN investor IS NOT NULL THEN found[0].stake END AS stake_percent,
       CASE WHEN investor IS NOT NULL THEN
         reduce(most = null, each IN found | CASE WHEN each.effective <= most OR each.effective IS NULL THEN most ELSE each.effective END)
       END AS effective_stake_percent,
       clients_known, size(competing) AS clients_competing, size(competing) * 100.0 / clients_known AS share_percent,
       investors_known, competing, [client IN others | client.c.id] AS others,
       [client IN competing WHERE any(each IN found WHERE each.client = client AND each.leaving)] AS leaving,
       [share IN of_competing | share {.client, .metric, .period, .percent, .low, .high}] AS shares,
       any(each IN found WHERE each.disputed) AS disputed,
       CASE WHEN size(found) > 0 THEN CASE WHEN all(each IN found WHERE each.certain) THEN 'certain' ELSE 'possible' END END AS verdict,
       rules.least_certainty_if_any(found) AS certainty,
       [f IN totals WHERE any(share IN of_competing WHERE share.total = f)] + reduce(all = [], each IN found | all + each.witness)
         // The percentage of all clients rests on the other clients' contracts too.
         + [client IN coalesce(others, []) | client.use] AS witness,
       [v.id] + [client IN coalesce(others, []) | client.c.id] AS entities
ORDER BY key;
