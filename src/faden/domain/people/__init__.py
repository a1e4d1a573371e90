"""Clients and their households."""
