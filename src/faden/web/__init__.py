"""HTML: one slice per workplace."""
