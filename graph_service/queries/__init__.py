"""The named questions: one file for each, and in `cypher/queries` one of the same name.

The words that all of them use:

* A *finding* is a row as a store finds it. Its *witness* is the relationships and figures that it rests on.
* A *candidate* is what a store finds for a question that works out its rows afterwards.
* A *contract* is a `CLIENT_OF` relationship, and is `use` in the code. A *rivalry* is `COMPETES_WITH`, and a *holding*
  is `INVESTS_IN`.
* A scope *knows*, *reads*, *sees* and *holds* a version: `reader.py` says what these mean.
"""
