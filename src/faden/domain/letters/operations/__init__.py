"""What happens to templates and letters."""
