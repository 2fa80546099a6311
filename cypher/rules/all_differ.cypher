// all_differ(nodes): No entity stands twice among them.
all(at IN range(0, size(nodes) - 2) WHERE NOT nodes[at] IN nodes[at + 1..])
