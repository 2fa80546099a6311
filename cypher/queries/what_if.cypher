// Add or remove a deal: which conflicts of shared vendors open and close? What bears on the conflicts that may change.
//
// Parameters: $named (the deals' ends), $deals (the ids of their relationships), $held and $holders (the ends of holdings
// among them), $clients and $vendors (of contracts), $rivals (of rivalries), $depth, $chain_threshold; the scope $as_of,
// $known_at, $floor, $include_disputed. The deals are added and removed, and the conflicts before and after are compared,
// after, by the same code for every store; nothing is written.

// What is known of the deals' own relationships, whether or not it holds.
CALL () {
  UNWIND $deals AS id
  MATCH (:Entity {id: split(id, ':')[0]})-[r]->(:Entity {id: split(id, ':')[2]})
  WHERE r.id = id AND type(r) IN $edge_types
    AND r.known_from <= $known_at AND $known_at < r.known_to
    AND r.floor_from <= $floor AND $floor < r.floor_to
    AND r.shown_from <= $as_of AND $as_of < r.shown_to
    AND ($include_disputed OR NOT r.disputed)
  RETURN collect(r) AS known
}

// Of whom a part is or would be held by the deals, directly or through a chain.
CALL () {
  UNWIND $held AS id
  MATCH (held:Entity {id: id})
  CALL (held) {
    RETURN held AS v
    UNION
    MATCH (held)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(v:Entity)
    WHERE h.known_from <= $known_at AND $known_at < h.known_to
      AND h.floor_from <= $floor AND $floor < h.floor_to
      AND h.valid_from <= $as_of AND $as_of < h.valid_to
      AND ($include_disputed OR NOT h.disputed)
    RETURN v
    UNION
    MATCH (held)
          ((holder)-[h:INVESTS_IN|INVESTS_IN_VERSION]->(:Entity)
            WHERE h.known_from <= $known_at AND $known_at < h.known_to
              AND h.floor_from <= $floor AND $floor < h.floor_to
              AND h.valid_from <= $as_of AND $as_of < h.valid_to
              AND ($include_disputed OR NOT h.disputed)
              AND coalesce(h.direct, true) AND ($chain_threshold = 0 OR coalesce(h.stake_percent, h.stake_min) >= $chain_threshold)
              AND holder.kind <> 'group'){2,4}
          (v:Entity)
    WHERE size(h) <= $depth
    RETURN v
  }
  RETURN collect(DISTINCT v) AS vendors
}

// The holdings above those who hold or would hold a part by the deals.
CALL () {
  UNWIND $holders AS id
  MATCH (v:Entity {id: id})
  CALL (v) {
    MATCH (v)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(:Entity)
    WHERE h.known_from <= $known_at AND $known_at < h.known_to
      AND h.floor_from <= $floor AND $floor < h.floor_to
      AND h.valid_from <= $as_of AND $as_of < h.valid_to
      AND ($include_disputed OR NOT h.disputed)
    RETURN h AS holding
    UNION
    MATCH (v)
          ((held)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(:Entity)
            WHERE h.known_from <= $known_at AND $known_at < h.known_to
              AND h.floor_from <= $floor AND $floor < h.floor_to
              AND h.valid_from <= $as_of AND $as_of < h.valid_to
              AND ($include_disputed OR NOT h.disputed)
              AND coalesce(h.direct, true) AND ($chain_threshold = 0 OR coalesce(h.stake_percent, h.stake_min) >= $chain_threshold)
              AND held.kind <> 'group'){2,4}
          (:Entity)
    WHERE size(h) <= $depth
    UNWIND h AS holding
    RETURN holding
  }
  RETURN collect(DISTINCT holding) AS above
}

// The contracts that the deals may bear on: of the rivals of those investors, and of the rivals among the deals.
CALL (vendors, above) {
  CALL (vendors, above) {
    CALL (above) {
      UNWIND above AS h
      RETURN startNode(h) AS i
      UNION
      UNWIND $holders AS id
      MATCH (i:Entity {id: id})
      RETURN i
    }
    MATCH (i)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(c:Entity)
    WHERE rivalry.known_from <= $known_at AND $known_at < rivalry.known_to
      AND rivalry.floor_from <= $floor AND $floor < rivalry.floor_to
      AND rivalry.valid_from <= $as_of AND $as_of < rivalry.valid_to
      AND ($include_disputed OR NOT rivalry.disputed)
    MATCH (c)-[use:CLIENT_OF|CLIENT_OF_VERSION]->(v:Entity)
    WHERE v IN vendors
    RETURN use
    UNION
    UNWIND $rivals AS id
    MATCH (:Entity {id: id})-[use:CLIENT_OF|CLIENT_OF_VERSION]->(:Entity)
    RETURN use
  }
  WITH DISTINCT use
  WHERE use.known_from <= $known_at AND $known_at < use.known_to
    AND use.floor_from <= $floor AND $floor < use.floor_to
    AND use.valid_from <= $as_of AND $as_of < use.valid_to
    AND ($include_disputed OR NOT use.disputed)
  RETURN collect(use) AS uses
}

// The holdings above the vendors: all direct ones, and those worth following.
CALL (uses) {
  CALL (uses) {
    UNWIND uses AS use
    RETURN endNode(use) AS v
    UNION
    UNWIND $vendors AS id
    MATCH (v:Entity {id: id})
    RETURN v
  }
  CALL (v) {
    MATCH (v)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(:Entity)
    WHERE h.known_from <= $known_at AND $known_at < h.known_to
      AND h.floor_from <= $floor AND $floor < h.floor_to
      AND h.valid_from <= $as_of AND $as_of < h.valid_to
      AND ($include_disputed OR NOT h.disputed)
    RETURN h AS holding
    UNION
    MATCH (v)
          ((held)<-[h:INVESTS_IN|INVESTS_IN_VERSION]-(:Entity)
            WHERE h.known_from <= $known_at AND $known_at < h.known_to
              AND h.floor_from <= $floor AND $floor < h.floor_to
              AND h.valid_from <= $as_of AND $as_of < h.valid_to
              AND ($include_disputed OR NOT h.disputed)
              AND coalesce(h.direct, true) AND ($chain_threshold = 0 OR coalesce(h.stake_percent, h.stake_min) >= $chain_threshold)
              AND held.kind <> 'group'){2,4}
          (:Entity)
    WHERE size(h) <= $depth
    UNWIND h AS holding
    RETURN holding
  }
  RETURN collect(DISTINCT holding) AS holdings
}

// The rivalries between the clients and those who hold or would hold a part.
CALL (uses, above, holdings) {
  CALL (uses) {
    UNWIND uses AS use
    RETURN startNode(use) AS c
    UNION
    UNWIND $clients AS id
    MATCH (c:Entity {id: id})
    RETURN c
  }
  WITH c, $holders + [h IN above + holdings | startNode(h).id] AS holders
  MATCH (c)-[rivalry:COMPETES_WITH|COMPETES_WITH_VERSION]-(i:Entity)
  WHERE i.id IN holders
    AND rivalry.known_from <= $known_at AND $known_at < rivalry.known_to
    AND rivalry.floor_from <= $floor AND $floor < rivalry.floor_to
    AND rivalry.valid_from <= $as_of AND $as_of < rivalry.valid_to
    AND ($include_disputed OR NOT rivalry.disputed)
  RETURN collect(DISTINCT rivalry) AS rivalries
}

UNWIND known + uses + above + holdings + rivalries AS r
WITH DISTINCT r
RETURN [r.id] AS key, [startNode(r).record, endNode(r).record] AS ends, [] AS said, [r] AS witness
UNION ALL
UNWIND $named AS id
MATCH (e:Entity {id: id})
RETURN [e.id] AS key, [e.record] AS ends, [] AS said, [] AS witness;
