// edges(TYPE): The edges of a relationship type: the current version's has the type's name, all others' the second.
TYPE|TYPE_VERSION
