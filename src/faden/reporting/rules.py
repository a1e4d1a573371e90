"""Who reads figures."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.rules import rule
from faden.reporting.facts import READERS


@rule
def may_read_figures(actor: Actor) -> str | None:
    """Those who steer; the function that counts answers nobody else either."""
    if actor.has(*READERS):
        return None
    return "Den Sachstandsbericht lesen Leitung, Koordination, Verwaltungsassistenz, Gremien und Datenschutz."
