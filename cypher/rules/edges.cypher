// edges(TYPE): The edges of a relationship type: that of the current version has the type's name, all others have the second.
TYPE|TYPE_VERSION
