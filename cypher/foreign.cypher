// Is there anything under our labels in a database that we have not marked as ours?
MATCH (n:rules.our_labels())
RETURN labels(n) AS labels
LIMIT 1;
