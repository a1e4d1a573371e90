"""Days of the people who work with Faden, in a real browser."""
