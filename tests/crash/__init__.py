"""Servers killed while people save: a long run of its own, part of ``make assurance``."""
