"""Findings: gaps are reported and bundled, themes are followed until something changes."""
