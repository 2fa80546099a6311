// happenings(c): What a claim says happened: that something began or ended; or, without a day, that it is so.
[
  {what: 'began', order: 0, on: c.valid_from, counts: c.valid_from IS NOT NULL},
  {what: 'said', order: 1, on: null, counts: c.valid_from IS NULL AND c.valid_to IS NULL},
  {what: 'ended', order: 2, on: c.valid_to, counts: c.valid_to IS NOT NULL}
]
