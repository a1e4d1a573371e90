"""What the pages of casework ask, one module per task."""
