"""What is known of people as histories, and who may do what with it."""

from faden.domain.catalogues.models import LegalArea, ResidenceKind
from faden.domain.people import models as people
from tests.rows.ground import Ground
from tests.rows.world import CIRCLE, LONG_AGO, OWNER, TODAY


def add_histories(here: Ground) -> None:
    """A line of each history, of the client and of a child: written and changed by the circle, removed by nobody."""
    kind = ResidenceKind.objects.using(OWNER).create(key="x-title", name="Titel", law="§ 1", group="x", source="Test")
    area = LegalArea.objects.using(OWNER).create(key="x-area", name="SGB X", law="x", source="Test")
    kept = {"sees": CIRCLE, "adds": CIRCLE, "changes": CIRCLE}
    for person, label in ((here.person, "client"), (here.child, "child")):
        line = {"person": person, "recorded_on": TODAY, "recorded_by_id": here.id("manager"), "since": LONG_AGO}
        # A line that is struck out overlaps with nothing, so that the oracle can add it once more.
        struck = {**line, "replaced_on": TODAY}
        here.world.add(people.ResidenceTitle(kind=kind, known_by="seen", **struck), label, **kept)
        here.world.add(people.LegalAreaPeriod(legal_area=area, known_by="told", **struck), label, **kept)
        here.world.add(people.Nationality(country="SYR", known_by="told", **struck), label, **kept)
        here.world.add(people.LanguageSkill(language="ar", level="native", proof="own", **struck), label, **kept)
        here.world.add(
            people.Qualification(name="x", kind="school", recognition="not_applied", **struck), label, **kept
        )
        here.world.add(people.ContactChannel(kind="phone", value="1", **struck), label, **kept)
        here.world.add(people.Address(kind="home", street="x", **struck), label, **kept)
