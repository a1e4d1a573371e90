"""Figures of a period: read from the facts, protected as one publication, explained by the catalogue.

``report(period=…, region=…, today=…)`` is the way in. Nothing else reads the facts.
"""
