// least_certainty(hops): How sure the least sure of them is; 3, the most, if there are none.
reduce(least = 3, each IN hops | CASE WHEN each.certainty < least THEN each.certainty ELSE least END)
