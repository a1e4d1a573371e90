"""Pure functions: the road of a theme, the review of a text before it leaves casework."""
