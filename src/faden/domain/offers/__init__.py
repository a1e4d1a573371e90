"""Offers of the network."""
