// tie_of_owner(rival, h): The tie of a competitor that owns the vendor, or a part of it.
WITH rival, h, rules.type_of(h) = 'INVESTS_IN' AS part
RETURN CASE WHEN part THEN 2 ELSE 1 END AS place,
       CASE WHEN part THEN 'competitor_holds' ELSE 'competitor_owns' END AS kind, rival, null AS via, [h] AS holdings
