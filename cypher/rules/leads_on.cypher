// leads_on(h): A holding that a chain may go through: large enough, and not itself the sum of others.
coalesce(h.direct, true) AND ($chain_threshold = 0 OR coalesce(h.stake_percent, h.stake_min) >= $chain_threshold)
