// holdings_above(v): Each holding above an entity, as `holding`: all direct ones, and those of chains worth following.
MATCH (v)<-[h:rules.edges(INVESTS_IN)]-(:Entity)
WHERE rules.holds(h)
RETURN h AS holding
UNION
MATCH (v)
      ((held)<-[h:rules.edges(INVESTS_IN)]-(:Entity)
        WHERE rules.holds(h)
          AND rules.leads_on(h)
          AND held.kind <> 'group'){2,4}
      (:Entity)
WHERE size(h) <= $depth
UNWIND h AS holding
RETURN holding
