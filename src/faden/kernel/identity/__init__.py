"""Accounts, roles with scope and period, sign-in, API tokens."""
