// leaving(r): It has ended, or its end is planned: a client that leaves, or a claim that says so.
r.status IN ['planned_end', 'ended']
