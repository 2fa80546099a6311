// held_below(e): Each `v` that an entity holds a part of: directly, or through chains worth following.
MATCH (e)-[h:rules.edges(INVESTS_IN)]->(v:Entity)
WHERE rules.holds(h)
RETURN v
UNION
MATCH (e)
      ((holder)-[h:rules.edges(INVESTS_IN)]->(:Entity)
        WHERE rules.holds(h)
          AND rules.leads_on(h)
          AND holder.kind <> 'group'){2,4}
      (v:Entity)
WHERE size(h) <= $depth
RETURN v
