// stake_through(chain): The product of a chain's stakes, in percent; null if one of them isn't known exactly.
rules.rounded(reduce(product = chain[0].stake_percent, each IN chain[1..] |
  product * each.stake_percent / 100.0))
