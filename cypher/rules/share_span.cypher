// share_span(surest, counted): What the readings of a client's share come to, in percent: entries of a map. Of parts alone is
// known that the whole is at least that.
percent: CASE WHEN surest.whole THEN surest.percent END,
low: reduce(least = surest.low, r IN counted | CASE WHEN r.low < least THEN r.low ELSE least END),
high: CASE
  WHEN surest.whole THEN reduce(most = surest.high, r IN counted | CASE WHEN r.high > most THEN r.high ELSE most END)
  WHEN NOT surest.whole THEN 100.0
END
