"""Macros with declared arguments, one folder each; shown in all states at /ui/."""
