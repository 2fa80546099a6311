// claims_about(r): The claims about a relationship, each with its source.
MATCH (c:Claim {about: r.id})-[:STATED_IN]->(s:Source)
WHERE rules.is_admitted(c, s)
RETURN [c.record, s.record]
