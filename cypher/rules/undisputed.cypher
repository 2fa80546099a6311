// undisputed(r): It is undisputed, or the scope includes disputed ones.
($include_disputed OR NOT r.disputed)
