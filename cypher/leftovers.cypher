// What was cleared and not written again, as another application's relationships hold it.
MATCH (n:rules.our_labels() {cleared: true})-[r]-()
RETURN n.id AS id, type(r) AS type
ORDER BY id, type
LIMIT 1;
