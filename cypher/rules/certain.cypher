// certain(r): Certainly holds on the day asked about, whatever day its partial dates stand for.
r.certain_from <= $as_of AND $as_of < r.certain_to
