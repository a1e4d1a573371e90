"""Faden: the working tool for Kommunales Integrationsmanagement."""

__version__ = "0.1.0"
