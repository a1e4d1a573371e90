"""Plain Python without models: one concept per module."""
