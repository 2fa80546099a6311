// Which database is this, whatever it is called and by whichever address it was reached?
CALL db.info() YIELD id
RETURN id;
