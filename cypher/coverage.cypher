// How many relationships of each type can be seen in the scope: at these entities, or (if none is named) anywhere?
CALL () {
  UNWIND $entities AS id
  MATCH (:Entity {id: id})-[r]-(:Entity)
  WHERE type(r) IN $edge_types
    AND r.known_from <= $known_at AND $known_at < r.known_to
    AND r.floor_from <= $floor AND $floor < r.floor_to
    AND ($include_disputed OR NOT r.disputed)
  RETURN split(r.id, ':')[1] AS type, r.id AS id
  UNION
  WITH 1 AS whole WHERE size($entities) = 0
  MATCH (:Entity)-[r]->(:Entity)
  WHERE type(r) IN $edge_types
    AND r.known_from <= $known_at AND $known_at < r.known_to
    AND r.floor_from <= $floor AND $floor < r.floor_to
    AND ($include_disputed OR NOT r.disputed)
  RETURN split(r.id, ':')[1] AS type, r.id AS id
}
RETURN type, count(DISTINCT id) AS relationships;
