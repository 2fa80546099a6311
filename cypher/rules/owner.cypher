// owner(h): The owner, by an edge of ownership.
CASE rules.type_of(h) WHEN 'SUBSIDIARY_OF' THEN endNode(h) ELSE startNode(h) END
