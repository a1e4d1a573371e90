"""What is taken away is gone with the next request."""
