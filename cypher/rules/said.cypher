// said(r): The claims about a relationship, each with its source.
MATCH (c:Claim {about: r.id})-[:STATED_IN]->(s:Source)
WHERE rules.stands(c, s)
RETURN [c.record, s.record]
