// known_owners(v): Each known owner `i`, of the whole or a part. Groups don't count.
MATCH (v)-[h:rules.ownership()]-(i:Entity)
WHERE i = rules.owner(h)
  AND i.kind <> 'group'
  AND rules.holds(h)
