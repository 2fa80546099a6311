// holds_or_closed(r): The scope sees this version, and it may hold on the day asked about. If closed conflicts are asked
// for, it may also have held before that day.
rules.known(r)
AND r.valid_from <= $as_of AND ($include_closed OR $as_of < r.valid_to)
AND rules.undisputed(r)
