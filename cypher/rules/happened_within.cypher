// happened_within(first, last): The days within which it happened; null if none is known. If an undated claim was there
// before the first day that is known, it came first.
CASE
  WHEN first <= last THEN {earliest: first, latest: last, undated: false}
  WHEN last IS NOT NULL THEN {earliest: '0001-01-01', latest: last, undated: true}
END
