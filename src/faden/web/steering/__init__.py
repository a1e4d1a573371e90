"""Bodies, their meetings, what they decide and what follows from it."""
