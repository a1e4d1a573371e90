"""Pages for everybody, and the two questions a monitor asks."""
