"""Tracks: for some target groups the help has steps, due dates and questions of its own, by configuration."""
