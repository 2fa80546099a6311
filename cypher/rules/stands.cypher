// stands(c, s): A claim that the scope sees, and that nobody has taken back.
c.known_on <= $known_at
AND rules.counts_as(c, s) >= $floor
AND NOT EXISTS {
  rules.retractions(c, s)
}
