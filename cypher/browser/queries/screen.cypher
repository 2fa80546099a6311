// A list of vendors, a list of competitors: what is wrong with each?
// screen: asked with client 'google', vendors ['Scale AI', 'Skale'], as of today.
CALL () {
  CALL () {
    OPTIONAL MATCH (c:Entity {id: 'google'})
    RETURN c
  }

  // Who is known to compete with the client, and whose ties are looked for.
  CALL (c) {
    MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i:Entity)
    WHERE c.kind <> 'group' AND i.kind <> 'group'
      AND rivalry.known_from <= toString(date()) AND toString(date()) < rivalry.known_to
      AND rivalry.floor_from <= 0 AND 0 < rivalry.floor_to
      AND rivalry.valid_from <= toString(date()) AND toString(date()) < rivalry.valid_to
      AND (true OR NOT rivalry.disputed)
    WITH i, rivalry ORDER BY i.id
    RETURN collect({i: i, rivalry: rivalry}) AS known
  }
  CALL (c, known) {
    UNWIND [] AS named
    MATCH (i:Entity {id: named.id})
    WHERE i.kind <> 'group' AND (c IS NULL OR i <> c)
    WITH DISTINCT known, i
    RETURN collect({i: i, rivalry: head([each IN known WHERE each.i = i | each.rivalry])}) AS listed
  }
  WITH c, known, CASE WHEN size([]) = 0 THEN known ELSE listed END AS rivals

  CALL (c, known, rivals) {
    // The vendors: `v` is null where one can't be screened.
    UNWIND range(0, size([{asked: 'Scale AI', id: 'scale-ai', nearest: [{id: 'scale-ai', score: 100.0}], because: null}, {asked: 'Skale', id: null, nearest: [{id: 'scale-ai', score: 80.0}], because: 'no_such_name'}]) - 1) AS at
    WITH c, known, rivals, at, [{asked: 'Scale AI', id: 'scale-ai', nearest: [{id: 'scale-ai', score: 100.0}], because: null}, {asked: 'Skale', id: null, nearest: [{id: 'scale-ai', score: 80.0}], because: 'no_such_name'}][at] AS named
    OPTIONAL MATCH (e:Entity {id: named.id})
    WITH c, known, rivals, at, named, e,
         CASE WHEN named.id IS NULL THEN named.because WHEN e.kind = 'group' THEN 'group' WHEN e = c THEN 'the_client' END AS because
    WITH c, rivals, at, named, because, CASE WHEN because IS NULL THEN e END AS v,
         // A vendor that competes with the client is in conflict, listed or not.
         [each IN rivals WHERE each.i <> e] + CASE
           WHEN any(each IN known WHERE each.i = e) THEN [each IN known WHERE each.i = e]
           ELSE [each IN rivals WHERE each.i = e]
         END AS against

    // The ties of the competitors to the vendor.
    CALL (c, v, against) {
      CALL (c, v, against) {
        UNWIND against AS rival
        WITH v, rival WHERE rival.i = v
        RETURN 0 AS place, 'competitor_is_vendor' AS kind, rival, null AS via, [] AS holdings
        UNION ALL
        MATCH (v)-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(i:Entity)
        WHERE i = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
          AND h.known_from <= toString(date()) AND toString(date()) < h.known_to
          AND h.floor_from <= 0 AND 0 < h.floor_to
          AND h.valid_from <= toString(date()) AND toString(date()) < h.valid_to
          AND (true OR NOT h.disputed)
        WITH h, [rival IN against WHERE rival.i = i] AS found
        UNWIND found AS rival
        WITH rival, h, split(h.id, ':')[1] = 'INVESTS_IN' AS part
        RETURN CASE WHEN part THEN 2 ELSE 1 END AS place,
               CASE WHEN part THEN 'competitor_holds' ELSE 'competitor_owns' END AS kind, rival, null AS via, [h] AS holdings
        UNION ALL
        MATCH (v)-[h:INVESTS_IN|INVESTS_IN_VERSION|ACQUIRED|ACQUIRED_VERSION|SUBSIDIARY_OF|SUBSIDIARY_OF_VERSION]-(m:Entity)
        WHERE m = CASE split(h.id, ':')[1] WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
          AND m.kind <> 'group' AND (c IS NULL OR m <> c)
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
        WITH h, u, m, [rival IN against WHERE rival.i = i] AS found
        UNWIND found AS rival
        RETURN 3 AS place, 'competitor_holds_through' AS kind, rival, m.id AS via, [u, h] AS holdings
        UNION ALL
        MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(i:Entity)
        WHERE use.known_from <= toString(date()) AND toString(date()) < use.known_to
          AND use.floor_from <= 0 AND 0 < use.floor_to
          AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
          AND (true OR NOT use.disputed)
        WITH use, [rival IN against WHERE rival.i = i] AS found
        UNWIND found AS rival
        RETURN 4 AS place, 'competitor_is_client' AS kind, rival, null AS via, [use] AS holdings
      }
      WITH *, CASE WHEN rival.rivalry IS NULL THEN [] ELSE [rival.rivalry] END + holdings AS hops
      ORDER BY place, rival.i.id, reduce(ids = '', each IN holdings | ids + ' ' + each.id)
      RETURN collect({
        direct: place < 3,
        hops: hops,
        fields: {
          kind: kind,
          competitor: rival.i.id,
          via: via,
          stake_percent: CASE
            WHEN kind = 'competitor_holds' THEN holdings[0].stake_percent
            WHEN kind = 'competitor_holds_through' AND all(each IN holdings WHERE coalesce(each.direct, true))
            THEN floor(reduce(product = holdings[0].stake_percent, each IN holdings[1..] |
              product * each.stake_percent / 100.0) * 1000000000.0 + 0.5) / 1000000000.0
          END,
          status: coalesce(holdings[0], rival.rivalry).status,
          segment: rival.rivalry.segment,
          disputed: any(each IN hops WHERE each.disputed),
          partial: any(each IN hops WHERE each.partial),
          verdict: CASE
            WHEN size(hops) = 0 THEN null
            WHEN all(each IN hops WHERE each.certain_from <= toString(date()) AND toString(date()) < each.certain_to) THEN 'certain'
            ELSE 'possible'
          END,
          certainty: CASE
            WHEN size(hops) > 0
            THEN reduce(least = 3, each IN hops | CASE WHEN each.certainty < least THEN each.certainty ELSE least END)
          END
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
    CALL (v) {
      MATCH (v)<-[use:CLIENT_OF|CLIENT_OF_VERSION]-(client:Entity)
      WHERE use.known_from <= toString(date()) AND toString(date()) < use.known_to
        AND use.floor_from <= 0 AND 0 < use.floor_to
        AND use.valid_from <= toString(date()) AND toString(date()) < use.valid_to
        AND (true OR NOT use.disputed)
      RETURN collect(client) AS clients
    }
    UNWIND CASE WHEN size(ties) = 0 THEN [null] ELSE range(0, size(ties) - 1) END AS place
    WITH *, CASE WHEN place IS NOT NULL THEN ties[place] END AS tie
    RETURN [0, at, coalesce(place, 0)] AS key, named, because,
           CASE
             WHEN because IN ['no_such_name', 'ambiguous_name'] THEN 'unresolved'
             WHEN because IS NOT NULL THEN 'not_screened'
             WHEN tie.direct THEN 'conflict'
             WHEN tie IS NOT NULL THEN 'second_order'
             WHEN investors_known > 0 AND size(rivals) > 0 THEN 'none_found'
             ELSE 'unknown'
           END AS finding,
           tie.fields AS tie,
           CASE WHEN c IS NOT NULL AND v IS NOT NULL THEN c IN clients END AS already_client,
           CASE WHEN v IS NOT NULL THEN size([client IN clients WHERE client.kind <> 'group']) END AS clients_known,
           CASE WHEN v IS NOT NULL THEN investors_known END AS investors_known,
           CASE WHEN v IS NOT NULL THEN size(rivals) END AS competitors_checked,
           coalesce(tie.hops, []) AS witness
    UNION ALL
    // The competitors: those listed, or else those known.
    WITH c, known,
         CASE WHEN size([]) > 0 THEN [] ELSE [each IN known | {id: each.i.id, nearest: []}] END AS names
    UNWIND range(0, size(names) - 1) AS at
    WITH c, known, at, names[at] AS named
    OPTIONAL MATCH (e:Entity {id: named.id})
    WITH known, at, named, e,
         CASE WHEN named.id IS NULL THEN named.because WHEN e.kind = 'group' THEN 'group' WHEN e = c THEN 'the_client' END AS because
    RETURN [1, at, 0] AS key, named, because,
           CASE
             WHEN because IN ['no_such_name', 'ambiguous_name'] THEN 'unresolved'
             WHEN because IS NOT NULL THEN 'not_screened'
             ELSE 'checked'
           END AS finding,
           null AS tie, null AS already_client, null AS clients_known, null AS investors_known, null AS competitors_checked,
           [each IN known WHERE because IS NULL AND each.i = e | each.rivalry] AS witness
  }
  WITH *
  WHERE null IS NULL OR key > null
  RETURN key, named.asked AS asked, named.id AS id, named.nearest AS nearest, because, finding, tie, already_client,
         clients_known, investors_known, competitors_checked, witness,
         [each IN [named.id] + [near IN named.nearest | near.id] WHERE each IS NOT NULL] AS entities
  ORDER BY key
  LIMIT 100
}
// What the rows speak of, for drawing.
RETURN key, asked, id, nearest, because, finding, tie, already_client, clients_known, investors_known, competitors_checked, witness, entities,
       [COLLECT { UNWIND witness AS r MATCH (e:Entity) WHERE e.id IN split(r.id, ':') RETURN DISTINCT e },
        COLLECT { MATCH (e:Entity) WHERE e.id IN entities RETURN e }] AS drawn
ORDER BY key
