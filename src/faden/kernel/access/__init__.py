"""Who acts, and what a rule says about it."""
