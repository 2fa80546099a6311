// valid_or_announced(r): May hold on the day asked about; or is announced, where such are asked for.
(rules.valid(r) OR $include_announced AND r.status = 'announced')
