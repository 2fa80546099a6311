// claims_by_source(c, s): The claims' records as `claims`, each source's together.
WITH s, collect([c.id, c.record]) AS said
RETURN collect([s.record, said]) AS claims
