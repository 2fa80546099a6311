// latest(hops, day): The latest of these days of theirs.
reduce(latest = '', each IN hops | CASE WHEN each.day > latest THEN each.day ELSE latest END)
