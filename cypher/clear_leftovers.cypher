// What was cleared in an earlier step while another application's relationships held it, and is free now.
MATCH (n:rules.our_labels() {cleared: true})
WHERE NOT EXISTS { (n)--() }
DELETE n;
