// dated_events(c): The events that a claim dates: something began or ended, or (if it names no day) was said.
[
  {what: 'began', order: 0, on: c.valid_from, counts: c.valid_from IS NOT NULL},
  {what: 'said', order: 1, on: null, counts: c.valid_from IS NULL AND c.valid_to IS NULL},
  {what: 'ended', order: 2, on: c.valid_to, counts: c.valid_to IS NOT NULL}
]
