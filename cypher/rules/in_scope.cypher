// in_scope(r): The scope sees this version, whenever it holds. For a figure this is all.
rules.known(r)
AND rules.undisputed(r)
