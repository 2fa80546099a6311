// counts_as(c, s): How sure a claim is by its source: a reprint or aggregator counts as reported at most.
CASE WHEN s.tier = 'C' AND c.certainty_rank > 1 THEN 1 ELSE c.certainty_rank END
