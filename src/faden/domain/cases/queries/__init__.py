"""Reading cases: lists, one file, its story, its plan."""
