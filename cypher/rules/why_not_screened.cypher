// why_not_screened(named, e, c): Why a name of the list can't be screened for the client; null: it can.
CASE WHEN named.id IS NULL THEN named.because WHEN e.kind = 'group' THEN 'group' WHEN e = c THEN 'the_client' END
