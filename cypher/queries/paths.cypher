// How are two entities connected: all the shortest paths between them, or the k best?
//
// Parameters: $source, $target (ids), $k (or null for all the shortest), $max_length (1 to 6), $edges (the types of edges
// that may be on a path), $either_way (those of them that are followed from object to subject too), $include_announced;
// the scope $as_of, $known_at, $floor, $include_disputed.
// The relationships: those on any of the shortest paths; or with $k, those within half the way of either end. The same
// code for every store then finds the k best paths.
MATCH (s:Entity {id: $source}), (t:Entity {id: $target})
CALL (s, t) {
  WITH s, t WHERE $k IS NULL
  MATCH ALL SHORTEST
        (s)
        ((x)-[r]-(y:Entity)
          WHERE type(r) IN $edges AND (startNode(r) = x OR type(r) IN $either_way)
            AND rules.may_lie_on_route(r)
            AND (y.kind <> 'group' OR y = t)){1,6}
        (t)
  WHERE size(r) <= $max_length
  UNWIND r AS hop
  RETURN DISTINCT hop
  UNION
  WITH s, t WHERE $k IS NOT NULL
  UNWIND [[s, ($max_length - 1) / 2], [t, $max_length / 2 - 1]] AS side
  WITH s, t, side[0] AS end, side[1] AS steps
  WHERE steps >= 0
  MATCH (end)
        ((x)-[r]-(y:Entity)
          WHERE type(r) IN $edges AND y.kind <> 'group'
            AND rules.may_lie_on_route(r)){0,2}
        (near)
  WHERE size(r) <= steps
  WITH DISTINCT s, t, near
  MATCH (near)-[hop]-(far:Entity)
  WHERE type(hop) IN $edges AND (far.kind <> 'group' OR far IN [s, t])
    AND rules.may_lie_on_route(hop)
  RETURN DISTINCT hop
}
RETURN [hop.id] AS key, [hop] AS witness
ORDER BY key;
