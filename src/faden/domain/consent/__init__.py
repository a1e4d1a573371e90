"""Consents to data processing and releases from confidentiality."""
