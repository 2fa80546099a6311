// counts_as(c, s): How sure a claim is, given its source: from a reprint or aggregator it counts as reported at most.
CASE WHEN s.tier = 'C' AND c.certainty_rank > 1 THEN 1 ELSE c.certainty_rank END
