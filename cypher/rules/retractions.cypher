// retractions(c, s): The retractions, by then, of a claim or its source.
UNWIND [c, s] AS retracted
MATCH (retracted)<-[:RETRACTS]-(retraction:Retraction)
WHERE coalesce(retraction.on, '') <= $known_at
