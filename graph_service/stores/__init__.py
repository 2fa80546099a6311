"""Where the graph is kept: one port, and two stores behind it."""
