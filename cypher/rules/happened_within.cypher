// happened_within(first, last): The days between which it happened; null if none is known. An undated claim came first if
// it was recorded before the first known day.
CASE
  WHEN first <= last THEN {earliest: first, latest: last, undated: false}
  WHEN last IS NOT NULL THEN {earliest: '0001-01-01', latest: last, undated: true}
END
