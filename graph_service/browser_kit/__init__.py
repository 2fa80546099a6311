"""The Neo4j Browser kit: colours and captions, a guided tour, and the catalogue as saved queries.

All of it is written by the code into `cypher/browser/` (`make browser-kit`), from where it is served and copied.
"""
