// why_not_screened(named, e, c): Why the entity of a listed name can't be screened for the client; null: it can.
CASE WHEN named.id IS NULL THEN named.because WHEN e.kind = 'group' THEN 'group' WHEN e = c THEN 'the_client' END
