// type_of(r): The type of a relationship, for either of its two edges: ids are like google:CLIENT_OF:scale-ai.
split(r.id, ':')[1]
