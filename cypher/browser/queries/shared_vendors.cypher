// Which clients share a vendor with a competitor's investment?
// shared_vendors: asked with client 'google', as of today.
CALL () {
  // The contracts to look at, found from the narrowest parameter.
  CALL () {
    WITH 'google' AS id WHERE id IS NOT NULL
    MATCH (c:Entity {id: id})-[use:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
    RETURN c, use, v
    UNION
    WITH null AS id WHERE id IS NOT NULL AND 'google' IS NULL
    MATCH (v:Entity {id: id})<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(c:Entity)
    RETURN c, use, v
    UNION
    WITH null AS id WHERE id IS NOT NULL AND 'google' IS NULL AND null IS NULL
    MATCH (:Entity {id: id})-[:COMPETES_WITH|COMPETES_WITH_VERSION]-(c:Entity)
    MATCH (c)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
    RETURN c, use, v
    UNION
    WITH 1 AS every WHERE 'google' IS NULL AND null IS NULL AND null IS NULL
    MATCH (c:Entity)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
    RETURN c, use, v
  }
  WITH c, use, v
  WHERE (null IS NULL OR v.id = null) AND c.kind <> 'group' AND v.kind <> 'group'
    AND use.known_from <= toString(date()) AND toString(date()) < use.known_to
    AND use.floor_from <= 0 AND 0 < use.floor_to
    AND use.valid_from <= toString(date()) AND (false OR toString(date()) < use.valid_to)
    AND (true OR NOT use.disputed)

  // The client's competitors: read once, however many contracts it has.
  WITH c, collect({use: use, vendor: v}) AS contracts
  MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i:Entity)
  WHERE (null IS NULL OR i.id = null) AND i.kind <> 'group'
    AND rivalry.known_from <= toString(date()) AND toString(date()) < rivalry.known_to
    AND rivalry.floor_from <= 0 AND 0 < rivalry.floor_to
    AND rivalry.valid_from <= toString(date()) AND (false OR toString(date()) < rivalry.valid_to)
    AND (true OR NOT rivalry.disputed)

  WITH c, contracts, collect({investor: i, rivalry: rivalry}) AS rivals, collect(DISTINCT i) AS investors
  UNWIND contracts AS contract
  WITH c, contract.use AS use, contract.vendor AS v, rivals, investors

  // What the competitors hold of the vendor: directly, and through chains worth following, found from the vendor up.
  CALL (c, v, investors) {
    MATCH (v)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(i:Entity)
    WHERE i IN investors AND i <> v
      AND h.known_from <= toString(date()) AND toString(date()) < h.known_to
      AND h.floor_from <= 0 AND 0 < h.floor_to
      AND h.valid_from <= toString(date()) AND (false OR toString(date()) < h.valid_to)
      AND (true OR NOT h.disputed)
    RETURN i, [h] AS chain
    UNION ALL
    WITH c, v, investors WHERE 3 > 1
    MATCH (v)
          ((held)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(holder:Entity)
            WHERE h.known_from <= toString(date()) AND toString(date()) < h.known_to
              AND h.floor_from <= 0 AND 0 < h.floor_to
              AND h.valid_from <= toString(date()) AND (false OR toString(date()) < h.valid_to)
              AND (true OR NOT h.disputed)
              AND coalesce(h.direct, true) AND (1.0 = 0 OR coalesce(h.stake_percent, h.stake_min) >= 1.0)
              AND holder.kind <> 'group' AND holder <> c AND holder <> v){2,4}
          (i)
    WHERE i IN investors AND size(h) <= 3
      AND all(at IN range(0, size(holder) - 2) WHERE NOT holder[at] IN holder[at + 1..])
    WITH i, reverse(h) AS chain
    WITH i, chain,
         floor(reduce(product = coalesce(chain[0].stake_percent, chain[0].stake_min), each IN chain[1..] |
           product * coalesce(each.stake_percent, each.stake_min) / 100.0) * 1000000000.0 + 0.5) / 1000000000.0 AS product
    WHERE 1.0 = 0 OR product >= 1.0
    RETURN i, chain
  }
  UNWIND [rival IN rivals WHERE rival.investor = i | rival.rivalry] AS rivalry
  WITH c, use, v, i, rivalry, chain,
       reduce(latest = '', each IN ([use, rivalry] + chain) | CASE WHEN each.valid_from > latest THEN each.valid_from ELSE latest END) AS since,
       reduce(soonest = '9999-12-31', each IN ([use, rivalry] + chain) | CASE WHEN each.valid_to < soonest THEN each.valid_to ELSE soonest END) AS until,
       floor(reduce(product = chain[0].stake_percent, each IN chain[1..] |
         product * each.stake_percent / 100.0) * 1000000000.0 + 0.5) / 1000000000.0 AS effective,
       floor(reduce(low = coalesce(chain[0].stake_min, 0.0), each IN chain[1..] |
         low * coalesce(each.stake_min, 0.0) / 100.0) * 1000000000.0 + 0.5) / 1000000000.0 AS low,
       floor(reduce(high = coalesce(chain[0].stake_max, 100.0), each IN chain[1..] |
         high * coalesce(each.stake_max, 100.0) / 100.0) * 1000000000.0 + 0.5) / 1000000000.0 AS high
  // A spell may have ended before another began: then they never held at once.
  WHERE since < until
  ORDER BY size(chain), coalesce(-effective, 1.0), reduce(ids = '', each IN chain | ids + ' ' + each.id)

  // One row for each client, vendor and investor: what holds on the day asked about, or else what held last.
  WITH c, v, i,
       collect({use: use, rivalry: rivalry, holdings: chain, until: until, effective: effective, low: low, high: high}) AS meetings
  WITH c, v, i, meetings,
       reduce(latest = '', each IN meetings | CASE WHEN each.until > latest THEN each.until ELSE latest END) AS last
  WITH c, v, i, last <= toString(date()) AS closed,
       [each IN meetings WHERE CASE WHEN last <= toString(date()) THEN each.until = last ELSE each.until > toString(date()) END] AS chains
  // The first chain is the principal one.
  WITH c, v, i, closed, chains, chains[0].use AS use, chains[0].rivalry AS rivalry, chains[0].holdings AS principal,
       [chains[0].use, chains[0].rivalry] + chains[0].holdings AS hops
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
  WITH *, floor(reduce(sum = 0.0, each IN added | sum + each.high) * 1000000000.0 + 0.5) / 1000000000.0 AS high
  WITH *, [coalesce(-effective, 1.0), c.id, v.id, i.id] AS key
  WHERE (null IS NULL OR coalesce(effective, low) >= null) AND (null IS NULL OR key > null)
  ORDER BY key
  LIMIT 100

  WITH *,
       reduce(latest = '', each IN hops | CASE WHEN each.certain_from > latest THEN each.certain_from ELSE latest END) AS certain_from,
       reduce(soonest = '9999-12-31', each IN hops | CASE WHEN each.certain_to < soonest THEN each.certain_to ELSE soonest END) AS certain_to
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
         CASE WHEN closed THEN 'closed' WHEN use.status IN ['planned_end', 'ended'] THEN 'narrowing' ELSE 'open' END AS standing,
         any(each IN hops WHERE each.disputed) AS disputed,
         CASE
           WHEN closed AND certain_from < certain_to THEN 'certain'
           WHEN NOT closed AND certain_from <= toString(date()) AND toString(date()) < certain_to THEN 'certain'
           ELSE 'possible'
         END AS verdict,
         reduce(least = 3, each IN hops | CASE WHEN each.certainty < least THEN each.certainty ELSE least END) AS certainty,
         [
           reduce(latest = '', each IN hops | CASE WHEN each.held_from > latest THEN each.held_from ELSE latest END),
           reduce(soonest = '9999-12-31', each IN hops | CASE WHEN each.held_to < soonest THEN each.held_to ELSE soonest END),
           reduce(latest = '', each IN hops | CASE WHEN each.surely_from > latest THEN each.surely_from ELSE latest END),
           reduce(soonest = '9999-12-31', each IN hops | CASE WHEN each.surely_to < soonest THEN each.surely_to ELSE soonest END)
         ] AS window,
         rivalry.segment AS segment,
         [use, rivalry] + reduce(all = [], each IN chains | all + each.holdings) AS witness
  ORDER BY key
}
// What the rows speak of, for drawing.
RETURN key, client, vendor, investor, stake_percent, effective_stake_percent, effective_stake_min, effective_stake_max, capped_at_100, voting, chain, standing, disputed, verdict, certainty, window, segment, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
ORDER BY key
