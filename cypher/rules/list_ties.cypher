// list_ties(): All ties of competitors to a vendor, as `ties`: from rows of place, kind, rival, via and holdings.
WITH *, CASE WHEN rival.rivalry IS NULL THEN [] ELSE [rival.rivalry] END + holdings AS hops
ORDER BY place, rival.i.id, rules.ids(holdings)
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
      THEN rules.stake_through(holdings)
    END,
    status: coalesce(holdings[0], rival.rivalry).status,
    segment: rival.rivalry.segment,
    disputed: any(each IN hops WHERE each.disputed),
    partial: any(each IN hops WHERE each.partial),
    verdict: CASE
      WHEN size(hops) = 0 THEN null
      WHEN all(each IN hops WHERE rules.certain(each)) THEN 'certain'
      ELSE 'possible'
    END,
    certainty: CASE
      WHEN size(hops) > 0
      THEN rules.least_certainty(hops)
    END
  }
}) AS ties
