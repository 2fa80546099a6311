"""How claims become relationships and figures: pure functions, the same for every store. `resolve` is the way in.

The modules, in the order of the work:

* `admission`: which claims count.
* `validity`: which days each claim speaks of, and on which of them it holds.
* `replacement`: which claims are replaced by a later one.
* `status`: where the remaining claims stand. `parts`: the same for a relationship that is known by its parts only.
* `values`: the stake, the amount and the service on a day.
* `calendar`: what is so on each day.
* `contradictions`, `disagreement`: what claims say against each other, here and about something else.
* `spells`: the spells of days with one outcome. Each becomes a version.
* `resolve`: all of this for each known day and each floor. `single_claim`: the same in short, for one claim alone.

The words of this code; `docs/method.md` tells the rules:

* An *admitted claim* counts: it is known, sure enough, and not retracted. A *statement* is one about a relationship.
* A *portion* of a relationship is the whole of it, or one part (a tranche, a product). Each is judged by itself.
* A *stage* is a set of claims that count, with the known days and the certainty floors for which they do.
* A statement *speaks of* a day if it says anything of it. It *covers* the day if what it says surely applies.
* A statement is *heard* on a day if it speaks of the day and no other statement replaces it there.
* The *front* is what still stands after every step forward: against each other, or beside each other.
* A *spell* is a row of days with one status, one certainty and one set of values.
"""
