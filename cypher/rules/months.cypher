// months(period): The first and the last month of a period, such as ['07', '09'] of 2024-Q3. A length (P1Y) has none.
(CASE
  WHEN period STARTS WITH 'P' THEN null
  WHEN size(period) = 4 THEN ['01', '12']
  ELSE coalesce(
    {
      H1: ['01', '06'], H2: ['07', '12'],
      Q1: ['01', '03'], Q2: ['04', '06'], Q3: ['07', '09'], Q4: ['10', '12']
    }[substring(period, 5)],
    [substring(period, 5), substring(period, 5)]
  )
END)
