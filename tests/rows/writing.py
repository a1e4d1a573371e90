"""Templates and letters, and who may do what with them."""

from datetime import UTC, datetime

from faden.domain.letters import models as letters
from tests.rows.ground import Ground
from tests.rows.world import CIRCLE, EVERYBODY, TODAY

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WORDING = {"title": "x", "kind": "office", "subject": "x", "body": "x"}


def add_letters(here: Ground) -> None:
    """A template of each who keeps them (only as themselves), one of somebody who does not, and a letter."""
    for number, name in enumerate(("lead", "manager"), start=1):
        template = letters.LetterTemplateVersion(
            key=f"x-{name}", number=number, addressee="client", author_id=here.id(name), written_at=NOW, **WORDING
        )
        here.world.add(template, name, sees=EVERYBODY, adds=frozenset({name}) - {"manager"})
    letter = letters.Letter(
        case=here.case,
        template_key="x",
        template_number=0,
        address="x",
        author_id=here.id("manager"),
        written_on=TODAY,
        **WORDING,
    )
    here.world.add(letter, sees=CIRCLE, adds=CIRCLE, changes=CIRCLE, removes=CIRCLE)
