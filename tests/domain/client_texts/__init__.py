"""Texts for clients."""
