"""Milestones and operative goals."""
