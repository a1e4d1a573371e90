"""Residence: request packages to the Ausländer- and Einbürgerungsbehörde, and its answers."""
