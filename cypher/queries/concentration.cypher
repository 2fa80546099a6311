// How much of a vendor's revenue rests on each client?
//
// Parameters: $vendor (an id), $metric, $period, $section (or null for all), $rounding (by how much shares may come
// to more than 100); the scope $as_of, $known_at, $floor, $include_disputed; $after, $limit.
MATCH (v:Entity {id: $vendor})

// The vendor's own totals.
CALL (v) {
  rules.totals(v)
}

// Its clients, each with the shares that claims state.
CALL (v, totals) {
  MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(c:Entity)
  WHERE rules.known(use)
    AND use.valid_from <= $as_of
  WITH c, use ORDER BY use.valid_from
  WITH c, collect(use) AS started
  WHERE $include_disputed OR NOT started[-1].disputed
  WITH c, [use IN started WHERE $include_disputed OR NOT use.disputed] AS spells
  // A claim about an earlier spell of the contract is about the client too.
  CALL (spells, totals) {
    UNWIND spells AS spell
    UNWIND spell.claims AS id
    WITH DISTINCT id
    MATCH (claim:Claim {id: id})-[:STATED_IN]->(s:Source)
    WHERE rules.states_revenue(claim)
    WITH claim, claim.part IS NULL AS whole,
         // A claim from a reprint or aggregator counts as reported at most.
         rules.counts_as(claim, s) AS rank,
         [f IN totals WHERE f.metric = claim.revenue_of AND f.moment = claim.revenue_period] AS comparable
    WITH claim, whole, rank, comparable,
         CASE WHEN claim.revenue_amount IS NOT NULL
           THEN head([f IN comparable WHERE f.currency = claim.revenue_currency]) END AS total
    WITH claim, whole, rank, total,
         CASE
           WHEN claim.revenue_amount IS NULL THEN null
           WHEN total IS NULL THEN CASE WHEN size(comparable) > 0 THEN 'other_currency' ELSE 'no_total' END
           WHEN total.low <= 0 THEN 'total_not_positive'
         END AS unknown
    WITH claim, whole, rank, unknown,
         {
           claim: claim.id,
           rules.share_bounds(claim, total),
           whole: whole,
           certainty: CASE WHEN total.certainty < rank THEN total.certainty ELSE rank END,
           total: total
         } AS statement
    // The whole before a part, then the surest, then the latest.
    ORDER BY rules.surest_first(claim, whole, rank)
    WITH claim.revenue_of AS metric, claim.revenue_period AS period,
         collect(CASE WHEN unknown IS NULL THEN statement END) AS known,
         collect(unknown) AS unknown,
         collect(CASE WHEN claim.revenue_amount IS NOT NULL THEN claim END) AS sums
    WITH metric, period, known, unknown, sums, head(known) AS surest,
         [r IN known WHERE r.whole = known[0].whole] AS counted
    RETURN collect({
      metric: metric,
      period: period,
      rules.share_span(surest, counted),
      unknown: CASE WHEN surest IS NULL THEN head(unknown) END,
      claim: surest.claim,
      certainty: surest.certainty,
      amount: head(sums).revenue_amount,
      currency: head(sums).revenue_currency,
      total: surest.total
    }) AS shares
  }
  RETURN collect({use: spells[-1], spells: spells, id: c.id, counted: c.kind <> 'group', shares: shares}) AS uses
}
WITH totals, uses WHERE size(uses) > 0

// Each metric and period of which a share is stated, with its first and last day; if there is none, one without shares.
CALL (uses) {
  UNWIND uses AS each
  UNWIND each.shares AS share
  RETURN DISTINCT share.metric AS metric, share.period AS period, true AS is_stated
  UNION
  RETURN $metric AS metric, $period AS period, false AS is_stated
}
WITH totals, uses, metric, period, is_stated,
     left(period, 4) AS year,
     rules.months(period) AS months
WITH totals, uses, metric, period, is_stated, year + '-' + months[0] + '-01' AS starts, year + '-' + months[1] + '-31' AS ends,
     coalesce(-toInteger(year + months[1]), 0) AS latest_first
WHERE NOT is_stated
  OR ($metric IS NULL OR metric = $metric)
    AND CASE WHEN $period IS NULL THEN starts IS NULL OR starts <= $as_of ELSE period = $period END
WITH totals, uses, collect({metric: metric, period: period, starts: starts, ends: ends, is_stated: is_stated,
                            key: [latest_first, coalesce(period, ''), coalesce(metric, '')]}) AS groups
UNWIND CASE WHEN size(groups) > 1 THEN [each IN groups WHERE each.is_stated] ELSE groups END AS group
WITH group, uses, [f IN totals WHERE f.metric = group.metric AND f.moment = group.period] AS totals

// The clients of each, the largest share first.
CALL (group, uses) {
  UNWIND uses AS each
  WITH group, each, each.use AS use,
       head([s IN each.shares WHERE s.metric = group.metric AND s.period = group.period]) AS share
  // A client whose share isn't stated is listed if it may have been a client in the period.
  WHERE share IS NOT NULL OR group.starts IS NULL
    OR any(spell IN each.spells WHERE spell.valid_from <= group.ends AND group.starts < spell.valid_to)
  WITH each, use, share, coalesce(0.0 - coalesce(share.percent, share.low), 1.0) AS rank
  ORDER BY rank, each.id
  RETURN collect({
    id: each.id,
    rank: rank,
    use: use,
    // The contract's last spell, and beside it the earlier spell that the share's claim is about, if it is.
    witness: CASE
      WHEN share.claim IS NULL OR share.claim IN use.claims THEN [use]
      ELSE [use, [spell IN each.spells WHERE share.claim IN spell.claims][-1]]
    END,
    share: share,
    counted: each.counted,
    low: share.low,
    high: share.high,
    percent: share.percent,
    leaving: rules.leaving(use) OR use.valid_to <= $as_of,
    certainty: CASE WHEN share.certainty < use.certainty THEN share.certainty ELSE use.certainty END
  }) AS clients
}
CALL (group, clients, totals) {
  WITH group, clients, totals,
       [c IN clients WHERE c.counted] AS counted,
       [c IN clients WHERE c.counted AND c.low IS NOT NULL] AS known,
       [c IN clients WHERE c.counted AND c.low IS NULL] AS unknown
  WHERE $section IS NULL OR $section = 'summary'
  WITH group, totals, counted, known, unknown,
       [c IN known WHERE c.leaving] AS leaving,
       [c IN unknown WHERE c.leaving] AS leaving_unknown,
       CASE WHEN size(known) > 0 THEN reduce(sum = 0.0, c IN known | sum + c.low) END AS low,
       CASE WHEN size(known) > 0 THEN reduce(sum = 0.0, c IN known | sum + c.high) END AS high,
       CASE WHEN size(known) > 0 THEN reduce(sum = 0.0, c IN known | sum + c.low * c.low) END AS squares
  WITH *, group.starts IS NOT NULL OR group.period IS NULL AS summed, coalesce(low > 100.0 + $rounding, false) AS over,
       CASE WHEN coalesce(low, 0.0) < 100.0 THEN 100.0 - coalesce(low, 0.0) ELSE 0.0 END AS left
  // If one unknown client has all of the rest, it adds its square: `left` for each point. A client with a range may
  // take some of it: going from low to high adds low + high for each point.
  WITH *, reduce(steepest = left, c IN [c IN known WHERE c.high > c.low] |
         CASE
           WHEN c.low + CASE WHEN c.high < c.low + left THEN c.high ELSE c.low + left END > steepest
             THEN c.low + CASE WHEN c.high < c.low + left THEN c.high ELSE c.low + left END
           ELSE steepest
         END) AS steepest,
       size(leaving) + size(leaving_unknown) = 0 AS nobody_leaves
  RETURN group.key + [0, 0.0, ''] AS key, any(c IN known + leaving_unknown WHERE c.use.disputed) AS disputed,
         {
           section: 'summary',
           clients_known: size(counted),
           clients_with_share: size(known),
           sums: CASE WHEN summed THEN {
             attributed_percent: CASE WHEN size(known) > 0 THEN reduce(sum = 0.0, c IN known | sum + c.percent) END,
             attributed_min: low,
             attributed_max: high,
             unattributed_min: CASE
               WHEN over THEN null
               WHEN coalesce(high, 0.0) < 100.0 THEN 100.0 - coalesce(high, 0.0)
               ELSE 0.0
             END,
             unattributed_max: CASE WHEN NOT over THEN left END,
             hhi_min: CASE WHEN NOT over THEN squares END,
             hhi_max: CASE WHEN NOT over THEN squares + left * steepest END,
             hhi_unknown: CASE WHEN size(known) = 0 THEN 'no_share' WHEN over THEN 'over_100' END,
             at_risk_percent: CASE
               WHEN nobody_leaves THEN 0.0
               WHEN size(leaving) > 0 THEN reduce(sum = 0.0, c IN leaving | sum + c.percent)
             END,
             at_risk_min: CASE
               WHEN nobody_leaves THEN 0.0
               WHEN size(leaving) > 0 THEN reduce(sum = 0.0, c IN leaving | sum + c.low)
             END,
             at_risk_max: CASE
               WHEN nobody_leaves THEN 0.0
               WHEN size(leaving) > 0 THEN reduce(sum = 0.0, c IN leaving | sum + c.high)
             END
           } END,
           at_risk: [c IN leaving | c.id],
           at_risk_unknown: [c IN leaving_unknown | c.id],
           unknown: [c IN unknown | c.id],
           certainty: rules.least_certainty_if_any(known)
         } AS details,
         reduce(hops = totals, c IN known + leaving_unknown | hops + c.witness) AS witness,
         [$vendor] + [c IN unknown | c.id] AS entities
  UNION ALL
  WITH group, clients WHERE $section IS NULL OR $section = 'client'
  UNWIND clients AS c
  RETURN group.key + [1, c.rank, c.id] AS key, c.use.disputed AS disputed,
         {
           section: 'client',
           client: c.id,
           share_percent: c.percent,
           share_min: c.low,
           share_max: c.high,
           share_from: CASE WHEN c.share.total IS NOT NULL THEN 'amount' WHEN c.low IS NOT NULL THEN 'percent' END,
           share_unknown: CASE WHEN c.share IS NULL THEN 'not_stated' ELSE c.share.unknown END,
           share_claim: c.share.claim,
           amount: c.share.amount,
           currency: c.share.currency,
           counted: c.counted,
           status: c.use.status,
           leaving: c.leaving,
           verdict: rules.verdict(c.use),
           certainty: c.certainty
         } AS details,
         CASE WHEN c.share.total IS NULL THEN c.witness ELSE c.witness + [c.share.total] END AS witness, [] AS entities
}
WITH *
WHERE $after IS NULL OR key > $after
RETURN key, $vendor AS vendor, group.metric AS metric, group.period AS period, disputed, details, witness, entities
ORDER BY key
LIMIT $limit;
