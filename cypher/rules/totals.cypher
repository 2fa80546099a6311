// totals(v): The vendor's own figures, as `totals`: those said to be so. "In one year" is none: which year?
MATCH (v)<-[:FIGURE_OF]-(f:Figure)
WHERE f.status = 'active' AND NOT f.moment STARTS WITH 'P'
  AND rules.in_scope(f)
WITH f ORDER BY f.id
RETURN collect(f) AS totals
