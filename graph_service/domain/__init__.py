"""What the facts mean: entities, sources and claims, and how claims become relationships. Nothing here does I/O."""
