// What share of a vendor's known clients compete with one of its investors, and what revenue goes with them?
// vendor_exposure: asked with vendor 'scale-ai', as of today.
CALL () {
  CALL () {
    WITH 'scale-ai' AS id WHERE id IS NOT NULL
    MATCH (v:Entity {id: id})
    RETURN v
    UNION
    WITH 1 AS every WHERE 'scale-ai' IS NULL
    MATCH (v:Entity)
    WHERE (v)<-[:CLIENT_OF|CLIENT_OF_VERSION]-()
    RETURN v
  }

  // The vendor's known clients, and how many investors of it are known.
  CALL (v) {
    MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(c:Entity)
    WHERE c.kind <> 'group'
      AND use.known_from <= toString(date()) AND toString(date()) < use.known_to
      AND use.floor_from <= 0 AND 0 < use.floor_to
      AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
      AND (true OR NOT use.disputed)
    WITH c, use ORDER BY c.id
    RETURN collect({c: c, use: use}) AS clients
  }
  CALL (v) {
    MATCH (v)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(i:Entity)
    WHERE i.kind <> 'group'
      AND h.known_from <= toString(date()) AND toString(date()) < h.known_to
      AND h.floor_from <= 0 AND 0 < h.floor_to
      AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
      AND (true OR NOT h.disputed)
    RETURN count(DISTINCT i) AS investors_known
  }
  WITH v, clients, investors_known WHERE size(clients) > 0 AND investors_known > 0

  // The conflicts, as in shared_vendors: whom the client competes with, and what the competitor holds of the vendor.
  CALL (v, clients) {
    UNWIND clients AS client
    WITH v, client.c AS c, client.use AS use
    MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i:Entity)
    WHERE i.kind <> 'group' AND i <> v
      AND rivalry.known_from <= toString(date()) AND toString(date()) < rivalry.known_to
      AND rivalry.floor_from <= 0 AND 0 < rivalry.floor_to
      AND rivalry.valid_from <= toString(date()) AND toString(date()) < rivalry.valid_to
      AND (true OR NOT rivalry.disputed)
    CALL (c, v, i) {
      MATCH (i)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(v)
      WHERE h.known_from <= toString(date()) AND toString(date()) < h.known_to
        AND h.floor_from <= 0 AND 0 < h.floor_to
        AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
        AND (true OR NOT h.disputed)
      RETURN [h] AS chain
      UNION ALL
      WITH c, v, i WHERE 3 > 1
      MATCH (i)
            ((holder)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(held:Entity)
              WHERE h.known_from <= toString(date()) AND toString(date()) < h.known_to
                AND h.floor_from <= 0 AND 0 < h.floor_to
                AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
                AND (true OR NOT h.disputed)
                AND coalesce(h.direct, true) AND (1.0 = 0 OR coalesce(h.stake_percent, h.stake_min) >= 1.0)
                AND holder.kind <> 'group' AND holder <> c AND holder <> v AND held <> i){2,4}
            (v)
      WHERE size(h) <= 3
        AND all(at IN range(0, size(held) - 2) WHERE NOT held[at] IN held[at + 1..])
      WITH h AS chain,
           floor(reduce(product = coalesce(h[0].stake_percent, h[0].stake_min), each IN h[1..] |
             product * coalesce(each.stake_percent, each.stake_min) / 100.0) * 1000000000.0 + 0.5) / 1000000000.0 AS product
      WHERE 1.0 = 0 OR product >= 1.0
      RETURN chain
    }
    WITH c, use, i, rivalry, chain,
         floor(reduce(product = chain[0].stake_percent, each IN chain[1..] |
           product * each.stake_percent / 100.0) * 1000000000.0 + 0.5) / 1000000000.0 AS effective,
         floor(reduce(low = coalesce(chain[0].stake_min, 0.0), each IN chain[1..] |
           low * coalesce(each.stake_min, 0.0) / 100.0) * 1000000000.0 + 0.5) / 1000000000.0 AS low
    ORDER BY size(chain), coalesce(-effective, 1.0), reduce(ids = '', each IN chain | ids + ' ' + each.id)
    WITH c, use, i, rivalry, collect({holdings: chain, effective: effective, low: low}) AS chains
    WITH c, use, i, rivalry, chains, [use, rivalry] + chains[0].holdings AS hops
    WITH *, [chain IN chains WHERE coalesce(chain.holdings[0].direct, true)] AS straight
    WITH *, CASE WHEN size(straight) = 0 THEN chains ELSE straight END AS added
    WITH *, [chain IN added WHERE chain.effective IS NOT NULL | chain.effective] AS known
    WITH *, CASE WHEN size(known) = 0 THEN [chain IN chains WHERE chain.effective IS NOT NULL | chain.effective] ELSE known END AS stakes
    WITH *,
         floor(reduce(sum = 0.0, each IN stakes | sum + each) * 1000000000.0 + 0.5) / 1000000000.0 AS whole,
         floor(reduce(sum = 0.0, each IN added | sum + each.low) * 1000000000.0 + 0.5) / 1000000000.0 AS low
    // Beside exact stakes, ranges count by their least.
    WITH *, CASE WHEN low > whole THEN low ELSE whole END AS summed
    WITH *, CASE WHEN size(stakes) = 0 THEN null WHEN summed > 100.0 THEN 100.0 ELSE summed END AS effective
    WHERE null IS NULL OR coalesce(effective, low) >= null
    ORDER BY c.id, i.id
    RETURN collect({
      client: c.id,
      investor: i.id,
      stake: CASE WHEN size(chains[0].holdings) = 1 THEN chains[0].holdings[0].stake_percent END,
      effective: effective,
      leaving: use.status IN ['planned_end', 'ended'],
      disputed: any(each IN hops WHERE each.disputed),
      certain: reduce(latest = '', each IN hops | CASE WHEN each.certain_from > latest THEN each.certain_from ELSE latest END) <= toString(date()) AND toString(date()) < reduce(soonest = '9999-12-31', each IN hops | CASE WHEN each.certain_to < soonest THEN each.certain_to ELSE soonest END),
      certainty: reduce(least = 3, each IN hops | CASE WHEN each.certainty < least THEN each.certainty ELSE least END),
      witness: [use, rivalry] + reduce(all = [], chain IN chains | all + chain.holdings)
    }) AS conflicts
  }

  // The competing clients' shares of the vendor's revenue, as in concentration.
  CALL (v) {
    MATCH (v)<-[:FIGURE_OF]-(f:Figure)
    WHERE f.status = 'active' AND NOT f.moment STARTS WITH 'P'
      AND f.known_from <= toString(date()) AND toString(date()) < f.known_to
      AND f.floor_from <= 0 AND 0 < f.floor_to
      AND (true OR NOT f.disputed)
    WITH f ORDER BY f.id
    RETURN collect(f) AS totals
  }
  CALL (clients, conflicts, totals) {
    UNWIND clients AS client
    WITH client, totals WHERE any(each IN conflicts WHERE each.client = client.c.id)
    UNWIND client.use.claims AS id
    MATCH (claim:Claim {id: id})-[:STATED_IN]->(s:Source)
    WHERE claim.revenue_of IS NOT NULL AND claim.status <> 'called_off'
    WITH client.c.id AS client, claim, claim.part IS NULL AS whole,
         // A claim from a reprint or aggregator counts as reported at most.
         CASE WHEN s.tier = 'C' AND claim.certainty_rank > 1 THEN 1 ELSE claim.certainty_rank END AS rank,
         head([f IN totals WHERE f.metric = claim.revenue_of AND f.moment = claim.revenue_period
                             AND f.currency = claim.revenue_currency]) AS total
    WHERE claim.revenue_amount IS NULL OR total.low > 0
    WITH client, claim, whole, rank,
         {
           low: CASE WHEN total IS NULL THEN claim.revenue_percent_min ELSE claim.revenue_amount * 100.0 / total.high END,
           high: CASE WHEN total IS NULL THEN claim.revenue_percent_max ELSE claim.revenue_amount * 100.0 / total.low END,
           percent: CASE
             WHEN total IS NOT NULL THEN claim.revenue_amount * 100.0 / total.value
             WHEN claim.revenue_percent_min = claim.revenue_percent_max THEN claim.revenue_percent_min
           END,
           whole: whole,
           total: total
         } AS statement
    // The whole before a part, then the surest, then the latest.
    ORDER BY client, whole DESC, rank DESC, claim.said_on DESC, claim.id DESC
    WITH client, claim.revenue_of AS metric, claim.revenue_period AS period, collect(statement) AS known
    // Periods that begin after the day asked about are left out.
    WHERE period STARTS WITH 'P' OR left(period, 4) + '-' + (CASE
        WHEN period STARTS WITH 'P' THEN null
        WHEN size(period) = 4 THEN ['01', '12']
        ELSE coalesce(
          {
            H1: ['01', '06'], H2: ['07', '12'],
            Q1: ['01', '03'], Q2: ['04', '06'], Q3: ['07', '09'], Q4: ['10', '12']
          }[substring(period, 5)],
          [substring(period, 5), substring(period, 5)]
        )
      END)[0] + '-01' <= toString(date())
    WITH client, metric, period, head(known) AS surest, [r IN known WHERE r.whole = known[0].whole] AS counted
    ORDER BY client, period, metric
    RETURN collect({
      client: client,
      metric: metric,
      period: period,
      percent: CASE WHEN surest.whole THEN surest.percent END,
      low: reduce(least = surest.low, r IN counted | CASE WHEN r.low < least THEN r.low ELSE least END),
      high: CASE
        WHEN surest.whole THEN reduce(most = surest.high, r IN counted | CASE WHEN r.high > most THEN r.high ELSE most END)
        WHEN NOT surest.whole THEN 100.0
      END,
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
  WHERE null IS NULL OR key > null
  WITH * ORDER BY key LIMIT 100
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
         reduce(least = null, each IN found | CASE WHEN each.certainty >= least THEN least ELSE each.certainty END) AS certainty,
         [f IN totals WHERE any(share IN of_competing WHERE share.total = f)] + reduce(all = [], each IN found | all + each.witness)
           // The percentage of all clients rests on the other clients' contracts too.
           + [client IN coalesce(others, []) | client.use] AS witness,
         [v.id] + [client IN coalesce(others, []) | client.c.id] AS entities
  ORDER BY key
}
// What the rows speak of, for drawing.
RETURN key, vendor, investor, stake_percent, effective_stake_percent, clients_known, clients_competing, share_percent, investors_known, competing, others, leaving, shares, disputed, verdict, certainty, witness, entities,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e },
        COLLECT { MATCH (e:Entity) WHERE e.id IN entities RETURN e }] AS drawn
ORDER BY key
