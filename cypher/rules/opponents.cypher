// opponents(r): The claims that contradict those about a relationship, and those that they contradict.
MATCH (:Claim {about: r.id})-[:DISPUTES]-(c:Claim)-[:STATED_IN]->(s:Source)
WHERE rules.is_admitted(c, s)
WITH DISTINCT c, s
RETURN [c.record, s.record]
