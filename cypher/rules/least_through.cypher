// least_through(chain): The stake through a chain of holdings, in percent, at the least.
rules.rounded(reduce(low = coalesce(chain[0].stake_min, 0.0), each IN chain[1..] |
  low * coalesce(each.stake_min, 0.0) / 100.0))
