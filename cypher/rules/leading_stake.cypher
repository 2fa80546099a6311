// leading_stake(chain): The stake by which a chain leads on, in percent: a range leads on by its least.
rules.rounded(reduce(product = coalesce(chain[0].stake_percent, chain[0].stake_min), each IN chain[1..] |
  product * coalesce(each.stake_percent, each.stake_min) / 100.0))
