"""The pages of the findings, one module per task."""
