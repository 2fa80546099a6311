"""What has nothing to do with graphs: caches, JSON, Cypher literals, cursors, retries, resources."""
