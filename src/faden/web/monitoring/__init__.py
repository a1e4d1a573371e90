"""Monitoring: the figures of a period, as a page and as a paper."""
