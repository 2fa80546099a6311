"""What several questions have in common."""
