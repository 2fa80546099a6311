// least_certainty_if_any(hops): How sure the least sure of them is; null if there are none.
reduce(least = null, each IN hops | CASE WHEN each.certainty >= least THEN least ELSE each.certainty END)
