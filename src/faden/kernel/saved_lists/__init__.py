"""Lists that somebody comes back to."""
