// Which clients share a vendor with a competitor's investment?
//
// Parameters: $client, $vendor, $investor (an id, or null for all), $min_stake (or null), $depth,
// $chain_threshold, $include_closed; the scope $as_of, $known_at, $floor, $include_disputed; $after, $limit.

// The contracts to look at, found from the narrowest parameter.
CALL () {
  WITH $client AS id WHERE id IS NOT NULL
  MATCH (c:Entity {id: id})-[use:rules.edges(CLIENT_OF)]->(v:Entity)
  RETURN c, use, v
  UNION
  WITH $vendor AS id WHERE id IS NOT NULL AND $client IS NULL
  MATCH (v:Entity {id: id})<-[use:rules.edges(CLIENT_OF)]-(c:Entity)
  RETURN c, use, v
  UNION
  WITH $investor AS id WHERE id IS NOT NULL AND $client IS NULL AND $vendor IS NULL
  MATCH (:Entity {id: id})-[:rules.edges(COMPETES_WITH)]-(c:Entity)
  MATCH (c)-[use:rules.edges(CLIENT_OF)]->(v:Entity)
  RETURN c, use, v
  UNION
  WITH 1 AS every WHERE $client IS NULL AND $vendor IS NULL AND $investor IS NULL
  MATCH (c:Entity)-[use:rules.edges(CLIENT_OF)]->(v:Entity)
  RETURN c, use, v
}
WITH c, use, v
WHERE ($vendor IS NULL OR v.id = $vendor) AND c.kind <> 'group' AND v.kind <> 'group'
  AND rules.holds_or_closed(use)

// The client's competitors: read once, however many contracts it has.
WITH c, collect({use: use, vendor: v}) AS contracts
MATCH (c)-[rivalry:rules.edges(COMPETES_WITH)]-(i:Entity)
WHERE ($investor IS NULL OR i.id = $investor) AND i.kind <> 'group'
  AND rules.holds_or_closed(rivalry)

WITH c, contracts, collect({investor: i, rivalry: rivalry}) AS rivals, collect(DISTINCT i) AS investors
UNWIND contracts AS contract
WITH c, contract.use AS use, contract.vendor AS v, rivals, investors

// What the competitors hold of the vendor: directly, and through chains worth following, found from the vendor up.
CALL (c, v, investors) {
  MATCH (v)<-[h:rules.edges(INVESTS_IN)]-(i:Entity)
  WHERE i IN investors AND i <> v
    AND rules.holds_or_closed(h)
  RETURN i, [h] AS chain
  UNION ALL
  WITH c, v, investors WHERE $depth > 1
  MATCH (v)
        ((held)<-[h:rules.edges(INVESTS_IN)]-(holder:Entity)
          WHERE rules.holds_or_closed(h)
            AND rules.leads_on(h)
            AND holder.kind <> 'group' AND holder <> c AND holder <> v){2,4}
        (i)
  WHERE i IN investors AND size(h) <= $depth
    AND rules.all_differ(holder)
  WITH i, reverse(h) AS chain
  WITH i, chain,
       rules.leading_stake(chain) AS product
  WHERE $chain_threshold = 0 OR product >= $chain_threshold
  RETURN i, chain
}
UNWIND [rival IN rivals WHERE rival.investor = i | rival.rivalry] AS rivalry
WITH c, use, v, i, rivalry, chain,
     rules.latest([use, rivalry] + chain, valid_from) AS since,
     rules.soonest([use, rivalry] + chain, valid_to) AS until,
     rules.stake_through(chain) AS effective,
     rules.least_through(chain) AS low,
     rules.rounded(reduce(high = coalesce(chain[0].stake_max, 100.0), each IN chain[1..] |
       high * coalesce(each.stake_max, 100.0) / 100.0)) AS high
// A spell may have ended before another began: then they never held at once.
WHERE since < until
ORDER BY size(chain), coalesce(-effective, 1.0), rules.ids(chain)

// One row for each client, vendor and investor: what holds on the day asked about, or else what held last.
WITH c, v, i,
     collect({use: use, rivalry: rivalry, holdings: chain, until: until, effective: effective, low: low, high: high}) AS meetings
WITH c, v, i, meetings,
     rules.latest(meetings, until) AS last
WITH c, v, i, last <= $as_of AS closed,
     [each IN meetings WHERE CASE WHEN last <= $as_of THEN each.until = last ELSE each.until > $as_of END] AS chains
// The first chain is the principal one.
WITH c, v, i, closed, chains, chains[0].use AS use, chains[0].rivalry AS rivalry, chains[0].holdings AS principal,
     [chains[0].use, chains[0].rivalry] + chains[0].holdings AS hops
rules.added_stakes(chains)
WITH *, rules.rounded(reduce(sum = 0.0, each IN added | sum + each.high)) AS high
WITH *, [coalesce(-effective, 1.0), c.id, v.id, i.id] AS key
WHERE ($min_stake IS NULL OR coalesce(effective, low) >= $min_stake) AND ($after IS NULL OR key > $after)
ORDER BY key
LIMIT $limit

WITH *,
     rules.latest(hops, certain_from) AS certain_from,
     rules.soonest(hops, certain_to) AS certain_to
RETURN key, c.id AS client, v.id AS vendor, i.id AS investor,
       CASE WHEN size(principal) = 1 THEN principal[0].stake_percent END AS stake_percent,
       effective AS effective_stake_percent,
       CASE WHEN low > 100.0 THEN 100.0 ELSE low END AS effective_stake_min,
       CASE WHEN high > 100.0 THEN 100.0 ELSE high END AS effective_stake_max,
       whole > 100.0 OR low > 100.0 AS capped_at_100,
       CASE
         WHEN any(each IN principal WHERE each.voting = false) THEN false
         WHEN all(each IN principal WHERE coalesce(each.voting, false)) THEN true
       END AS voting,
       [each IN principal | startNode(each).id] + v.id AS chain,
       CASE WHEN closed THEN 'closed' WHEN rules.leaving(use) THEN 'narrowing' ELSE 'open' END AS standing,
       any(each IN hops WHERE each.disputed) AS disputed,
       CASE
         WHEN closed AND certain_from < certain_to THEN 'certain'
         WHEN NOT closed AND certain_from <= $as_of AND $as_of < certain_to THEN 'certain'
         ELSE 'possible'
       END AS verdict,
       rules.least_certainty(hops) AS certainty,
       [
         rules.latest(hops, held_from),
         rules.soonest(hops, held_to),
         rules.latest(hops, surely_from),
         rules.soonest(hops, surely_to)
       ] AS window,
       rivalry.segment AS segment,
       [use, rivalry] + reduce(all = [], each IN chains | all + each.holdings) AS witness
ORDER BY key;
