// drawn(r): The scope shows it, and it is of a type asked for. One that is over counts only if such are asked for.
type(r) IN $edge_types AND (size($types) = 0 OR rules.type_of(r) IN $types)
AND rules.shown(r)
AND ($include_closed OR r.status = 'announced' OR (rules.valid(r)))
