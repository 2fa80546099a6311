// Nodes that an earlier step only emptied, as another application's relationships held them, and that are free now.
MATCH (n:rules.our_labels() {cleared: true})
WHERE NOT EXISTS { (n)--() }
DELETE n;
