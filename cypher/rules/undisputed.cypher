// undisputed(r): Undisputed, or of whatever kind where the scope takes disputed ones too.
($include_disputed OR NOT r.disputed)
