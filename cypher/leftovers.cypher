// Nodes that were emptied and not written again, and that another application's relationships hold.
MATCH (n:rules.our_labels() {cleared: true})-[r]-()
RETURN n.id AS id, type(r) AS type
ORDER BY id, type
LIMIT 1;
