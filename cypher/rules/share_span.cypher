// share_span(surest, counted): The range of what claims state about a client's share, in percent: entries of a map. If they
// are about parts only, the whole is at least that.
percent: CASE WHEN surest.whole THEN surest.percent END,
low: reduce(least = surest.low, r IN counted | CASE WHEN r.low < least THEN r.low ELSE least END),
high: CASE
  WHEN surest.whole THEN reduce(most = surest.high, r IN counted | CASE WHEN r.high > most THEN r.high ELSE most END)
  WHEN NOT surest.whole THEN 100.0
END
