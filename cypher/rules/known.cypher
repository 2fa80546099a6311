// known(r): It was known by then, from claims that are sure enough. A scope knows one version of each spell.
r.known_from <= $known_at AND $known_at < r.known_to
AND r.floor_from <= $floor AND $floor < r.floor_to
