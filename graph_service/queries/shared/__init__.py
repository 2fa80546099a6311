"""Code that several questions share."""
