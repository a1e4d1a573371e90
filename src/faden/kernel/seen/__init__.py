"""What somebody has looked at."""
