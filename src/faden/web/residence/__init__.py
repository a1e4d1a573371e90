"""The workplace of Ausländer- and Einbürgerungsbehörde: the packages sent to them, and their answers."""
