"""The places where the graph is kept: one port, two real stores."""
