// may_lie_on_route(r): The scope shows this version, and it may hold or (if such are asked for) is announced. A deal that
// is announced again after it ended counts from the day on which the scope shows the announcement.
rules.shown(r)
AND (rules.valid(r) OR $include_announced AND r.status = 'announced')
