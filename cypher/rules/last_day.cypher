// last_day(day): The last day that a partial date may stand for: 2024 is 2024-12-31 at the latest.
CASE size(day)
  WHEN 4 THEN day + '-12-31'
  WHEN 7 THEN toString(date(day + '-01') + duration('P1M') - duration('P1D'))
  ELSE day
END
