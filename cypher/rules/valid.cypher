// valid(r): It may hold on the day asked about.
r.valid_from <= $as_of AND $as_of < r.valid_to
