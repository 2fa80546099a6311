// holds(r): The scope sees this version, and it may hold on the day asked about.
rules.known(r)
AND rules.valid(r)
AND rules.undisputed(r)
