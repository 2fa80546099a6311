// added_stakes(chains): The sum of the chains of holdings, in percent, as `effective` and `low`, not capped. Each chain is a
// map of its holdings, effective and low. A stake held through others is added to none.
WITH *, [chain IN chains WHERE coalesce(chain.holdings[0].direct, true)] AS straight
WITH *, CASE WHEN size(straight) = 0 THEN chains ELSE straight END AS added
WITH *, [chain IN added WHERE chain.effective IS NOT NULL | chain.effective] AS known
WITH *, CASE WHEN size(known) = 0 THEN [chain IN chains WHERE chain.effective IS NOT NULL | chain.effective] ELSE known END AS stakes
WITH *,
     rules.rounded(reduce(sum = 0.0, each IN stakes | sum + each)) AS whole,
     rules.rounded(reduce(sum = 0.0, each IN added | sum + each.low)) AS low
// Beside exact stakes, ranges count by their least.
WITH *, CASE WHEN low > whole THEN low ELSE whole END AS summed
WITH *, CASE WHEN size(stakes) = 0 THEN null WHEN summed > 100.0 THEN 100.0 ELSE summed END AS effective
