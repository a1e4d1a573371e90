"""The words of the office."""
