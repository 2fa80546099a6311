"""The headline question in SQL, for DuckDB and SQLite: a union over the lengths of the chains.

In SQLite, CROSS JOIN keeps the order of the tables, from the client to its rivals. The planner would choose another.
"""

from benchmarks.contestants import THRESHOLD

_CHAINS = f"""
WITH chain (client, vendor, investor, stake) AS (
  SELECT contract.client, contract.vendor, h1.investor, h1.stake
  FROM contract CROSS JOIN holding h1 CROSS JOIN rivalry
  WHERE {{where}} h1.held = contract.vendor AND rivalry.one = contract.client AND rivalry.other = h1.investor
  UNION ALL
  SELECT contract.client, contract.vendor, h2.investor, h2.stake * h1.stake / 100.0
  FROM contract CROSS JOIN holding h1 CROSS JOIN holding h2 CROSS JOIN rivalry
  WHERE {{where}} h1.held = contract.vendor AND h1.stake >= {THRESHOLD} AND h1.investor <> contract.client
    AND h2.held = h1.investor AND h2.stake >= {THRESHOLD} AND h2.stake * h1.stake / 100.0 >= {THRESHOLD}
    AND h2.investor <> contract.vendor
    AND rivalry.one = contract.client AND rivalry.other = h2.investor
  UNION ALL
  SELECT contract.client, contract.vendor, h3.investor, h3.stake * (h2.stake * h1.stake / 100.0) / 100.0
  FROM contract CROSS JOIN holding h1 CROSS JOIN holding h2 CROSS JOIN holding h3 CROSS JOIN rivalry
  WHERE {{where}} h1.held = contract.vendor AND h1.stake >= {THRESHOLD} AND h1.investor <> contract.client
    AND h2.held = h1.investor AND h2.stake >= {THRESHOLD} AND h2.stake * h1.stake / 100.0 >= {THRESHOLD}
    AND h2.investor <> contract.client AND h2.investor <> contract.vendor
    AND h3.held = h2.investor AND h3.stake >= {THRESHOLD}
    AND h3.stake * (h2.stake * h1.stake / 100.0) / 100.0 >= {THRESHOLD}
    AND h3.investor <> contract.vendor AND h3.investor <> h1.investor
    AND rivalry.one = contract.client AND rivalry.other = h3.investor
)
SELECT client, vendor, investor, CASE WHEN sum(stake) > 100.0 THEN 100.0 ELSE sum(stake) END AS effective
FROM chain GROUP BY client, vendor, investor
"""  # noqa: S608 - the threshold is a constant of ours

OF_CLIENT = _CHAINS.format(where="contract.client = $client AND")
ALL = _CHAINS.format(where="") + "ORDER BY effective DESC NULLS LAST, client, vendor, investor"
