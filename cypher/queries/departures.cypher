// Which clients turned after an investment: in what order, and who among them competes with the investor?
//
// Parameters: $investor, $vendor (an id, or null for all), $min_stake (or null), $competing_only; the scope $as_of,
// $known_at, $floor, $include_disputed; $after, $limit.

// The deals to look at, found from the narrowest parameter.
CALL () {
  WITH $vendor AS id WHERE id IS NOT NULL
  MATCH (v:Entity {id: id})<-[deal:rules.edges(INVESTS_IN)]-(i:Entity)
  RETURN i, deal, v
  UNION
  WITH $investor AS id WHERE id IS NOT NULL AND $vendor IS NULL
  MATCH (i:Entity {id: id})-[deal:rules.edges(INVESTS_IN)]->(v:Entity)
  RETURN i, deal, v
  UNION
  WITH 1 AS every WHERE $investor IS NULL AND $vendor IS NULL
  MATCH (i:Entity)-[deal:rules.edges(INVESTS_IN)]->(v:Entity)
  RETURN i, deal, v
}
WITH i, deal, v
WHERE ($investor IS NULL OR i.id = $investor) AND i.kind <> 'group'
  AND rules.shown(deal)
  AND (deal.status = 'announced' OR deal.valid_from <= $as_of)

// When each was first reported, or began: the first of its claims' days. A partial date stands for any day in it.
CALL (deal) {
  UNWIND deal.claims AS id
  MATCH (c:Claim {id: id})
  WHERE c.status IN ['announced', 'active', 'planned_end', 'ended'] AND (deal.partial OR c.part IS NULL)
    AND ($min_stake IS NULL OR c.stake_min >= $min_stake)
  UNWIND [
    {earliest: rules.first_day(c.reported_on), latest: c.known_on},
    {earliest: rules.first_day(c.valid_from), latest: rules.last_day(c.valid_from)}
  ] AS event
  WITH min(event.earliest) AS earliest, min(event.latest) AS latest
  RETURN rules.happened_within(earliest, latest) AS happened
}
WITH v, collect({i: i, deal: deal, happened: happened}) AS deals
CALL (v) {
  MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(c:Entity)
  WHERE rules.shown(use)
    AND use.valid_from <= $as_of
  // The first report that the client leaves.
  CALL (use) {
    UNWIND use.claims AS id
    MATCH (c:Claim {id: id})
    WHERE rules.leaving(c) AND (use.partial OR c.part IS NULL)
    UNWIND [
      {earliest: rules.first_day(c.reported_on), latest: c.known_on},
      // A client that is to leave by some day turned before that day.
      {earliest: CASE WHEN c.status = 'ended' THEN rules.first_day(c.valid_to) END, latest: rules.last_day(c.valid_to)}
    ] AS event
    WITH min(event.earliest) AS earliest, min(event.latest) AS latest
    RETURN rules.happened_within(earliest, latest) AS turned
  }
  // The last report that it is a client. An undated one was made after what it speaks of began.
  CALL (use) {
    UNWIND use.claims AS id
    MATCH (c:Claim {id: id})
    WHERE c.status IN ['announced', 'active'] AND (use.partial OR c.part IS NULL)
    WITH max(rules.first_day(coalesce(c.reported_on, c.valid_from, '0001'))) AS earliest, max(c.known_on) AS latest,
         count(*) > count(c.reported_on) AS undated
    RETURN CASE WHEN latest IS NOT NULL THEN {earliest: earliest, latest: latest, undated: undated} END AS stays
  }
  WITH c, use, turned, stays,
       CASE
         WHEN rules.leaving(use) THEN 0
         WHEN use.disputed AND turned IS NOT NULL THEN 1
         ELSE 2
       END AS movement
  RETURN collect({c: c, use: use, turned: turned, stays: stays, movement: movement,
                  word: CASE WHEN movement = 0 OR stays IS NULL THEN turned ELSE stays END}) AS clients
}
UNWIND [each IN deals WHERE each.happened IS NOT NULL] AS each
UNWIND clients AS client
WITH v, each.i AS i, each.deal AS deal, each.happened AS happened,
     client.c AS c, client.use AS use, client.turned AS turned, client.stays AS stays, client.movement AS movement,
     client.word AS word
WHERE c <> i

// Does it compete with the investor?
OPTIONAL MATCH (c)-[rivalry:rules.edges(COMPETES_WITH)]-(i)
WHERE c.kind <> 'group'
  AND rules.holds(rivalry)
WITH *, [v.id, i.id, movement, word.latest, c.id] AS key,
     CASE WHEN rivalry IS NULL THEN [use, deal] ELSE [use, deal, rivalry] END AS hops
WHERE ($after IS NULL OR key > $after) AND (rivalry IS NOT NULL OR NOT $competing_only)
RETURN key, v.id AS vendor, i.id AS investor, c.id AS client,
       ['turned', 'disputed', 'stayed'][movement] AS movement,
       CASE
         WHEN word.earliest > happened.latest THEN 'after'
         WHEN word.latest < happened.earliest THEN 'before'
         ELSE 'unknown'
       END AS order,
       CASE
         WHEN word.earliest > happened.latest OR word.latest < happened.earliest THEN null
         WHEN word.undated OR happened.undated THEN 'undated'
         WHEN word.earliest = word.latest AND happened.earliest = happened.latest AND word.latest = happened.latest THEN 'same_day'
         ELSE 'overlap'
       END AS order_unknown,
       happened.earliest AS deal_earliest, happened.latest AS deal_latest,
       turned.earliest AS turned_earliest, turned.latest AS turned_latest,
       stays.earliest AS stays_earliest, stays.latest AS stays_latest,
       rivalry IS NOT NULL AS competes, rivalry.segment AS segment,
       use.status AS status, use.partial AS partial, deal.status AS deal_status, deal.stake_percent AS stake_percent,
       any(hop IN hops WHERE hop.disputed) AS disputed,
       CASE WHEN use.certain_from <= $as_of AND deal.certain_from <= $as_of THEN 'certain' ELSE 'possible' END AS verdict,
       rules.least_certainty(hops) AS certainty,
       hops AS witness
ORDER BY key
LIMIT $limit;
