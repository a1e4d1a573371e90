"""Mein Tag: what each role has to do today."""
