"""From claims to relationships and figures: pure, the same for every store.

`resolve` is the way in. In the order of the work: which claims count (`admission`), which days each speaks of
(`spans`), whose word is replaced (`replaced_words`), where the others stand (`status`, `things`), what that is worth
(`values`), what is so on each day (`days`), and the row of spells that it comes to (`spells`).
"""
