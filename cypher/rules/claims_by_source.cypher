// claims_by_source(c, s): The records of the claims as `claims`, grouped by source.
WITH s, collect([c.id, c.record]) AS of_source
RETURN collect([s.record, of_source]) AS claims
