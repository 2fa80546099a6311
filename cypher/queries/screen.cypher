// A list of vendors, a list of competitors: what is wrong with each?
//
// Parameters: $client (an id, or null), $vendors and $competitors (which may be empty): lists of {asked, id, nearest,
// because}: the name as given, the id that it means (or null), the nearest ids with their scores, and why it means no
// entity (or null). The same code for every store has resolved the names. The scope $as_of, $known_at, $floor,
// $include_disputed; $after, $limit.
CALL () {
  OPTIONAL MATCH (c:Entity {id: $client})
  RETURN c
}

// Who is known to compete with the client, and whose ties are looked for.
CALL (c) {
  MATCH (c)-[rivalry:rules.edges(COMPETES_WITH)]-(i:Entity)
  WHERE c.kind <> 'group' AND i.kind <> 'group'
    AND rules.holds(rivalry)
  WITH i, rivalry ORDER BY i.id
  RETURN collect({i: i, rivalry: rivalry}) AS known
}
CALL (c, known) {
  UNWIND $competitors AS named
  MATCH (i:Entity {id: named.id})
  WHERE i.kind <> 'group' AND (c IS NULL OR i <> c)
  WITH DISTINCT known, i
  RETURN collect({i: i, rivalry: head([each IN known WHERE each.i = i | each.rivalry])}) AS listed
}
WITH c, known, CASE WHEN size($competitors) = 0 THEN known ELSE listed END AS rivals

CALL (c, known, rivals) {
  // The vendors: `v` is null where one can't be screened.
  UNWIND range(0, size($vendors) - 1) AS at
  WITH c, known, rivals, at, $vendors[at] AS named
  OPTIONAL MATCH (e:Entity {id: named.id})
  WITH c, known, rivals, at, named, e,
       rules.why_not_screened(named, e, c) AS because
  WITH c, rivals, at, named, because, CASE WHEN because IS NULL THEN e END AS v,
       // A vendor that competes with the client is in conflict, listed or not.
       [each IN rivals WHERE each.i <> e] + CASE
         WHEN any(each IN known WHERE each.i = e) THEN [each IN known WHERE each.i = e]
         ELSE [each IN rivals WHERE each.i = e]
       END AS against

  // The ties of the competitors to the vendor.
  CALL (c, v, against) {
    CALL (c, v, against) {
      rules.competing_vendor(v, against)
      UNION ALL
      MATCH (v)-[h:rules.ownership()]-(i:Entity)
      WHERE i = rules.owner(h)
        AND rules.holds(h)
      WITH h, [rival IN against WHERE rival.i = i] AS found
      UNWIND found AS rival
      rules.tie_of_owner(rival, h)
      UNION ALL
      MATCH (v)-[h:rules.ownership()]-(m:Entity)
      WHERE m = rules.owner(h)
        AND m.kind <> 'group' AND (c IS NULL OR m <> c)
        AND rules.holds(h)
      MATCH (m)-[u:rules.ownership()]-(i:Entity)
      WHERE i = rules.owner(u)
        AND i <> v
        AND rules.holds(u)
      WITH h, u, m, [rival IN against WHERE rival.i = i] AS found
      UNWIND found AS rival
      RETURN 3 AS place, 'competitor_holds_through' AS kind, rival, m.id AS via, [u, h] AS holdings
      UNION ALL
      MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(i:Entity)
      WHERE rules.holds(use)
      WITH use, [rival IN against WHERE rival.i = i] AS found
      UNWIND found AS rival
      RETURN 4 AS place, 'competitor_is_client' AS kind, rival, null AS via, [use] AS holdings
    }
    rules.list_ties()
  }
  CALL (v) {
    rules.known_owners(v)
    RETURN count(DISTINCT i) AS investors_known
  }
  CALL (v) {
    MATCH (v)<-[use:rules.edges(CLIENT_OF)]-(client:Entity)
    WHERE rules.holds(use)
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
       CASE WHEN size($competitors) > 0 THEN $competitors ELSE [each IN known | {id: each.i.id, nearest: []}] END AS names
  UNWIND range(0, size(names) - 1) AS at
  WITH c, known, at, names[at] AS named
  OPTIONAL MATCH (e:Entity {id: named.id})
  WITH known, at, named, e,
       rules.why_not_screened(named, e, c) AS because
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
WHERE $after IS NULL OR key > $after
RETURN key, named.asked AS asked, named.id AS id, named.nearest AS nearest, because, finding, tie, already_client,
       clients_known, investors_known, competitors_checked, witness,
       [each IN [named.id] + [near IN named.nearest | near.id] WHERE each IS NOT NULL] AS entities
ORDER BY key
LIMIT $limit;
