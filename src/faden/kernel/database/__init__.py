"""Roles, row security and the base of every table."""
