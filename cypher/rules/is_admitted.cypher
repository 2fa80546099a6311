// is_admitted(c, s): The claim was known by then, is sure enough, and is not retracted.
c.known_on <= $known_at
AND rules.counts_as(c, s) >= $floor
AND NOT EXISTS {
  rules.retractions(c, s)
}
