"""What every page shares: the request, the frame, the look and the error pages."""
