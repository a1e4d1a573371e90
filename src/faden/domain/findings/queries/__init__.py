"""Reading gaps and themes."""
