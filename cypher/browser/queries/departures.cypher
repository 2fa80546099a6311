// Which clients turned after an investment: in what order, and who among them competes with the investor?
// departures: asked with vendor 'scale-ai', investor 'meta', as of today.
CALL () {
  // The deals to look at, found from the narrowest parameter.
  CALL () {
    WITH 'scale-ai' AS id WHERE id IS NOT NULL
    MATCH (v:Entity {id: id})<-[deal:INVESTS_IN|INVESTS_IN_VERSION]-(i:Entity)
    RETURN i, deal, v
    UNION
    WITH 'meta' AS id WHERE id IS NOT NULL AND 'scale-ai' IS NULL
    MATCH (i:Entity {id: id})-[deal:INVESTS_IN|INVESTS_IN_VERSION]->(v:Entity)
    RETURN i, deal, v
    UNION
    WITH 1 AS every WHERE 'meta' IS NULL AND 'scale-ai' IS NULL
    MATCH (i:Entity)-[deal:INVESTS_IN|INVESTS_IN_VERSION]->(v:Entity)
    RETURN i, deal, v
  }
  WITH i, deal, v
  WHERE ('meta' IS NULL OR i.id = 'meta') AND i.kind <> 'group'
    AND deal.known_from <= toString(date()) AND toString(date()) < deal.known_to
    AND deal.floor_from <= 0 AND 0 < deal.floor_to
    AND deal.shown_from <= toString(date()) AND toString(date()) < deal.shown_to
    AND (true OR NOT deal.disputed)
    AND (deal.status = 'announced' OR deal.valid_from <= toString(date()))

  // When each was first reported, or began: the first of its claims' days. A partial date stands for any day in it.
  CALL (deal) {
    UNWIND deal.claims AS id
    MATCH (c:Claim {id: id})
    WHERE c.status IN ['announced', 'active', 'planned_end', 'ended'] AND (deal.partial OR c.part IS NULL)
      AND (null IS NULL OR c.stake_min >= null)
    UNWIND [
      {earliest: left(c.reported_on + '-01-01', 10), latest: c.known_on},
      {earliest: left(c.valid_from + '-01-01', 10), latest: CASE size(c.valid_from)
        WHEN 4 THEN c.valid_from + '-12-31'
        WHEN 7 THEN toString(date(c.valid_from + '-01') + duration('P1M') - duration('P1D'))
        ELSE c.valid_from
      END}
    ] AS event
    WITH min(event.earliest) AS earliest, min(event.latest) AS latest
    RETURN CASE
      WHEN earliest <= latest THEN {earliest: earliest, latest: latest, undated: false}
      WHEN latest IS NOT NULL THEN {earliest: '0001-01-01', latest: latest, undated: true}
    END AS happened
  }
  WITH v, collect({i: i, deal: deal, happened: happened}) AS deals
  CALL (v) {
    MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(c:Entity)
    WHERE use.known_from <= toString(date()) AND toString(date()) < use.known_to
      AND use.floor_from <= 0 AND 0 < use.floor_to
      AND use.shown_from <= toString(date()) AND toString(date()) < use.shown_to
      AND (true OR NOT use.disputed)
      AND use.valid_from <= toString(date())
    // The first report that the client leaves.
    CALL (use) {
      UNWIND use.claims AS id
      MATCH (c:Claim {id: id})
      WHERE c.status IN ['planned_end', 'ended'] AND (use.partial OR c.part IS NULL)
      UNWIND [
        {earliest: left(c.reported_on + '-01-01', 10), latest: c.known_on},
        // A client that is to leave by some day turned before that day.
        {earliest: CASE WHEN c.status = 'ended' THEN left(c.valid_to + '-01-01', 10) END, latest: CASE size(c.valid_to)
          WHEN 4 THEN c.valid_to + '-12-31'
          WHEN 7 THEN toString(date(c.valid_to + '-01') + duration('P1M') - duration('P1D'))
          ELSE c.valid_to
        END}
      ] AS event
      WITH min(event.earliest) AS earliest, min(event.latest) AS latest
      RETURN CASE
        WHEN earliest <= latest THEN {earliest: earliest, latest: latest, undated: false}
        WHEN latest IS NOT NULL THEN {earliest: '0001-01-01', latest: latest, undated: true}
      END AS turned
    }
    // The last report that it is a client. An undated one was made after what it speaks of began.
    CALL (use) {
      UNWIND use.claims AS id
      MATCH (c:Claim {id: id})
      WHERE c.status IN ['announced', 'active'] AND (use.partial OR c.part IS NULL)
      WITH max(left(coalesce(c.reported_on, c.valid_from, '0001') + '-01-01', 10)) AS earliest, max(c.known_on) AS latest,
           count(*) > count(c.reported_on) AS undated
      RETURN CASE WHEN latest IS NOT NULL THEN {earliest: earliest, latest: latest, undated: undated} END AS stays
    }
    WITH c, use, turned, stays,
         CASE
           WHEN use.status IN ['planned_end', 'ended'] THEN 0
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
  OPTIONAL MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i)
  WHERE c.kind <> 'group'
    AND rivalry.known_from <= toString(date()) AND toString(date()) < rivalry.known_to
    AND rivalry.floor_from <= 0 AND 0 < rivalry.floor_to
    AND rivalry.valid_from <= toString(date()) AND toString(date()) < rivalry.valid_to
    AND (true OR NOT rivalry.disputed)
  WITH *, [v.id, i.id, movement, word.latest, c.id] AS key,
       CASE WHEN rivalry IS NULL THEN [use, deal] ELSE [use, deal, rivalry] END AS hops
  WHERE (null IS NULL OR key > null) AND (rivalry IS NOT NULL OR NOT false)
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
         CASE WHEN use.certain_from <= toString(date()) AND deal.certain_from <= toString(date()) THEN 'certain' ELSE 'possible' END AS verdict,
         reduce(least = 3, each IN hops | CASE WHEN each.certainty < least THEN each.certainty ELSE least END) AS certainty,
         hops AS witness
  ORDER BY key
  LIMIT 100
}
// What the rows speak of, for drawing.
RETURN key, vendor, investor, client, movement, order, order_unknown, deal_earliest, deal_latest, turned_earliest, turned_latest, stays_earliest, stays_latest, competes, segment, status, partial, deal_status, stake_percent, disputed, verdict, certainty, witness,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e }] AS drawn
ORDER BY key
