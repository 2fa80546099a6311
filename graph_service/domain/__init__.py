"""What the facts mean: entities, sources, claims, and how claims become relationships. No I/O."""
