"""The pages of casework, one module per task."""
