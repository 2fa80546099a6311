// certain(r): It surely holds on the day asked about, whichever days its partial dates stand for.
r.certain_from <= $as_of AND $as_of < r.certain_to
