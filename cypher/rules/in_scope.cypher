// in_scope(r): The scope sees this version, whenever it holds. A figure has no more to it.
rules.known(r)
AND rules.undisputed(r)
