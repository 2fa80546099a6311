// least_through(chain): The least stake that a chain of holdings may come to, in percent.
rules.rounded(reduce(low = coalesce(chain[0].stake_min, 0.0), each IN chain[1..] |
  low * coalesce(each.stake_min, 0.0) / 100.0))
