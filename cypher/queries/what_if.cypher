// Add or remove a deal: which conflicts of shared vendors open and close? What bears on the conflicts that may change.
//
// Parameters: $named (the deals' ends), $deals (the ids of their relationships), $held and $holders (the ends of holdings
// among them), $clients and $vendors (of contracts), $rivals (of rivalries), $depth, $chain_threshold; the scope $as_of,
// $known_at, $floor, $include_disputed. Afterwards the same code for every store adds and removes the deals, and compares
// the conflicts before and after. Nothing is written.

// What is known of the deals' own relationships, whether or not it holds.
CALL () {
  UNWIND $deals AS id
  MATCH (:Entity {id: split(id, ':')[0]})-[r]->(:Entity {id: split(id, ':')[2]})
  WHERE r.id = id AND type(r) IN $edge_types
    AND rules.shown(r)
  RETURN collect(r) AS known
}

// The entities of which the deals hold or would hold a part, directly or through a chain.
CALL () {
  UNWIND $held AS id
  MATCH (held:Entity {id: id})
  CALL (held) {
    RETURN held AS v
    UNION
    rules.held_below(held)
  }
  RETURN collect(DISTINCT v) AS vendors
}

// The holdings above the holders among the deals.
CALL () {
  UNWIND $holders AS id
  MATCH (v:Entity {id: id})
  CALL (v) {
    rules.holdings_above(v)
  }
  RETURN collect(DISTINCT holding) AS above
}

// The contracts that the deals may affect: of the rivals of those investors, and of the rivals among the deals.
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
    MATCH (i)-[rivalry:rules.edges(COMPETES_WITH)]-(c:Entity)
    WHERE rules.holds(rivalry)
    MATCH (c)-[use:rules.edges(CLIENT_OF)]->(v:Entity)
    WHERE v IN vendors
    RETURN use
    UNION
    UNWIND $rivals AS id
    MATCH (:Entity {id: id})-[use:rules.edges(CLIENT_OF)]->(:Entity)
    RETURN use
  }
  WITH DISTINCT use
  WHERE rules.holds(use)
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
    rules.holdings_above(v)
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
  MATCH (c)-[rivalry:rules.edges(COMPETES_WITH)]-(i:Entity)
  WHERE i.id IN holders
    AND rules.holds(rivalry)
  RETURN collect(DISTINCT rivalry) AS rivalries
}

UNWIND known + uses + above + holdings + rivalries AS r
WITH DISTINCT r
RETURN [r.id] AS key, [startNode(r).record, endNode(r).record] AS ends, [] AS claims_about, [r] AS witness
UNION ALL
UNWIND $named AS id
MATCH (e:Entity {id: id})
RETURN [e.id] AS key, [e.record] AS ends, [] AS claims_about, [] AS witness;
