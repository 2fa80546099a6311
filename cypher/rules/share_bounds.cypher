// share_bounds(claim, total): A client's share of the vendor's total as a claim states it, in percent: entries of a map.
low: CASE WHEN total IS NULL THEN claim.revenue_percent_min ELSE claim.revenue_amount * 100.0 / total.high END,
high: CASE WHEN total IS NULL THEN claim.revenue_percent_max ELSE claim.revenue_amount * 100.0 / total.low END,
percent: CASE
  WHEN total IS NOT NULL THEN claim.revenue_amount * 100.0 / total.value
  WHEN claim.revenue_percent_min = claim.revenue_percent_max THEN claim.revenue_percent_min
END
