"""Fallarbeit: search, short contacts, cases and what is done in them."""
