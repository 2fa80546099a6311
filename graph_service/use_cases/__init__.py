"""What the service does, one file each: ask, list, load, copy, check the quality of facts, verify a source."""
