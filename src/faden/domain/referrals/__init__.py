"""Hand-overs of a concern to an organisation, answered by it."""
