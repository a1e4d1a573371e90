"""Territory of the site."""
