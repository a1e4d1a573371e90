"""Invents a site's people and their years of work, the same ones for the same seed."""
