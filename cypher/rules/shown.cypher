// shown(r): The scope sees this version, and shows it: one spell of each relationship, whether or not it holds.
rules.known(r)
AND r.shown_from <= $as_of AND $as_of < r.shown_to
AND rules.undisputed(r)
