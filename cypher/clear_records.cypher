// Our nodes, or so many. One that another application has drawn a relationship to is emptied for now, and must be
// filled again.
MATCH (n:Entity|Claim|Source|Figure)
WHERE n.id IS NOT NULL AND (n.record IS NOT NULL OR n:Figure) AND n.cleared IS NULL
WITH n LIMIT $at_most
CALL (n) {
  WITH n WHERE NOT EXISTS { (n)--() }
  DELETE n
  UNION ALL
  WITH n WHERE EXISTS { (n)--() }
  SET n = {id: n.id, cleared: true}
}
RETURN count(*) AS cleared;
