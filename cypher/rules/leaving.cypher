// leaving(r): It has ended, or its end is planned: of a contract, or of a claim about one.
r.status IN ['planned_end', 'ended']
