// Which database is this, by whatever name and address it was reached?
CALL db.info() YIELD id
RETURN id;
