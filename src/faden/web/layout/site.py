"""The site's name in the header."""


def name() -> str:
    """Return the name of the Kreis or city this installation works for."""
    return ""
