// Deletes our nodes, at most so many. A node with a relationship of another application is only emptied, and must be
// written again. A claim without a record was named by a dispute and has not come yet.
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
