// latest(hops, day): The latest day in this field of theirs.
reduce(latest = '', each IN hops | CASE WHEN each.day > latest THEN each.day ELSE latest END)
