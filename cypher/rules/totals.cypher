// totals(v): The vendor's own figures that are said to be so, as `totals`. "In one year" is none: it names no year.
MATCH (v)<-[:FIGURE_OF]-(f:Figure)
WHERE f.status = 'active' AND NOT f.moment STARTS WITH 'P'
  AND rules.in_scope(f)
WITH f ORDER BY f.id
RETURN collect(f) AS totals
