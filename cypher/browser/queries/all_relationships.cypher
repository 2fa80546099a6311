// All entities and the relationships between them, as known now
// At most 300 relationships; claims, sources and figures are left out.
MATCH p=(:Entity)-[:INVESTS_IN|CLIENT_OF|COMPETES_WITH|ACQUIRED|SUBSIDIARY_OF|PARTNERS_WITH|WORKS_FOR|MAKES]->(:Entity)
RETURN p
LIMIT 300
