"""Netzwerk: what organisations receive from casework, and how they answer."""
