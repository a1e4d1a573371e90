"""Drafts: what somebody has typed into a form and not sent yet, kept until they come back."""
