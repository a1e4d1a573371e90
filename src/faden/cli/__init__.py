"""The operators' workplace: the command ``faden``."""
