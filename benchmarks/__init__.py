"""Measured, never asserted in the test run."""
