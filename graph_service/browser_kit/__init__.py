"""The Neo4j Browser kit: colours and captions, a guided tour, and every question as a saved query.

`make browser-kit` writes its files into `cypher/browser/`. From there they are served and copied.
"""
