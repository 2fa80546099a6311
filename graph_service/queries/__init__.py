"""The named queries: one file for each question, and in `cypher/queries` one of the same name."""
