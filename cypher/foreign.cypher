// Does a database that is not marked as ours hold nodes with our labels?
MATCH (n:rules.our_labels())
RETURN labels(n) AS labels
LIMIT 1;
