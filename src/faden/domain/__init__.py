"""What the office talks about: one app per concept."""
