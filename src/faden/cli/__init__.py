"""The operators' command ``faden``."""
