// leading_stake(chain): The stake with which a chain goes on, in percent. A range counts by its least.
rules.rounded(reduce(product = coalesce(chain[0].stake_percent, chain[0].stake_min), each IN chain[1..] |
  product * coalesce(each.stake_percent, each.stake_min) / 100.0))
