"""Termine und Aufgaben: what has to be done when, in a case or in none."""
