"""Tools that know nothing of graphs: a cache, JSON, Cypher literals, cursors, retries, packaged files."""
