// Our nodes, or so many. One that another application has drawn a relationship to is emptied for now, and must be
// filled again. A claim without a record was disputed, and has not come.
MATCH (n:rules.our_labels())
WHERE n.id IS NOT NULL AND (n.record IS NOT NULL OR n:Figure OR n:Claim) AND n.cleared IS NULL
WITH n LIMIT $at_most
CALL (n) {
  WITH n WHERE NOT EXISTS { (n)--() }
  DELETE n
  UNION ALL
  WITH n WHERE EXISTS { (n)--() }
  SET n = {id: n.id, cleared: true}
}
RETURN count(*) AS cleared;
