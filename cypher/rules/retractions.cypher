// retractions(c, s): The retractions of a claim or its source that are known by then.
UNWIND [c, s] AS retracted
MATCH (retracted)<-[:RETRACTS]-(retraction:Retraction)
WHERE coalesce(retraction.on, '') <= $known_at
