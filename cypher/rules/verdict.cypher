// verdict(r): Does it hold on the day asked about?
CASE
  WHEN rules.certain(r) THEN 'certain'
  WHEN rules.valid(r) THEN 'possible'
  ELSE 'no'
END
