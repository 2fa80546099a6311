// competing_vendor(v, rivals): The tie of a vendor that is itself one of the competitors.
UNWIND rivals AS rival
WITH v, rival WHERE rival.i = v
RETURN 0 AS place, 'competitor_is_vendor' AS kind, rival, null AS via, [] AS holdings
