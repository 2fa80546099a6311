// may_be_on_it(r): The scope shows this version, and it may hold; or it is announced, where such are asked for. What is
// announced again after it ended counts from the day on which that is what is shown of it.
rules.shown(r)
AND (rules.valid(r) OR $include_announced AND r.status = 'announced')
