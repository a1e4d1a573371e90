"""What the pages of the findings ask, one module per task."""
