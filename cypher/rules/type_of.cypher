// type_of(r): The type of a relationship, whichever of the two edges it is: ids are like google:CLIENT_OF:scale-ai.
split(r.id, ':')[1]
