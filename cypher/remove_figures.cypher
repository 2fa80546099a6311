// Deletes all versions of some figures, before they are written again.
UNWIND $ids AS id
MATCH (f:Figure {id: id})-[of:FIGURE_OF]->(:Entity)
DELETE of, f;
