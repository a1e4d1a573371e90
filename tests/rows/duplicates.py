"""People told apart and people made one, and who may do what with that."""

from datetime import UTC, datetime

from faden.domain.duplicates.models import Distinction, PersonMerge
from faden.domain.people.models import Person
from tests.rows.ground import Ground
from tests.rows.world import CIRCLE, NOBODY, OWNER, TODAY

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def add_duplicates(here: Ground) -> None:
    """Of one's own, and across two circles from either side."""
    theirs, third = Person.objects.using(OWNER).filter(family_name__in=["Client b", "Client c"]).order_by("family_name")
    pairs = (
        ("own", here.person, here.child, CIRCLE),
        ("own and other's", here.person, theirs, CIRCLE | {"other"}),
        ("nobody's and own", third, here.child, CIRCLE),
    )
    for label, first, second, who in pairs:
        row = Distinction(first=first, second=second, reason="x", decided_on=TODAY, decided_by_id=here.id("manager"))
        here.world.add(row, label, sees=who, adds=who, changes=who, removes=who)
    gone = Person(family_name="Absorbed", sort_name="ABSORBED")
    gone.save(using=OWNER)
    for survivor, label in ((here.person, "client"), (here.child, "child")):
        merge = PersonMerge(
            survivor=survivor,
            absorbed=gone,
            absorbed_name="x",
            before={},
            after={},
            moved={},
            set_aside=[],
            merged_at=NOW,
            merged_on=TODAY,
            merged_by_id=here.id("manager"),
            undone_on=TODAY,
        )
        here.world.add(merge, label, sees=CIRCLE, adds=CIRCLE, changes=CIRCLE, removes=NOBODY)
