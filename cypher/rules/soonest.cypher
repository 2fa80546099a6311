// soonest(hops, day): The soonest day in this field of theirs; open ends are 9999-12-31.
reduce(soonest = '9999-12-31', each IN hops | CASE WHEN each.day < soonest THEN each.day ELSE soonest END)
