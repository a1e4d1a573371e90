"""A person is seen by the circle of a case of theirs, or of their household."""

from faden.kernel.database.rows import Guard, Policy, Table, everything, roles

MINE = "= ANY ((SELECT faden_my_people())::uuid[])"
RELATIVES = "= ANY ((SELECT faden_my_relatives())::uuid[])"
COUNSELLORS = roles("case_manager")


def of_person(name: str) -> tuple[Policy, ...]:
    """The policies of a table that hangs on a person by ``person_id``."""
    return everything(name, f"(person_id {MINE} OR person_id {RELATIVES})")


HISTORIES = (
    "residencetitle", "legalareaperiod", "nationality", "languageskill", "qualification", "contactchannel", "address",
)  # fmt: skip
#: What the figures derive target groups from: these columns and no other, above all no name (ADR 8).
PERIOD = ("person_id", "since", "until")
COUNTED = {
    "person": ("id", "birth_date", "arrived_on"),
    "persontargetgroup": (*PERIOD, "target_group_id"),
    "residencetitle": (*PERIOD, "replaced_on", "kind_id"),
    "legalareaperiod": (*PERIOD, "replaced_on", "legal_area_id"),
    "nationality": (*PERIOD, "replaced_on", "country"),
}
MY_HOUSEHOLD = "household_id = ANY ((SELECT faden_my_households())::uuid[])"
REACHED = f"(person_id {MINE} OR person_id {RELATIVES} OR faden_is_nobodys(person_id))"
VISIBLE = f"(id {MINE} OR id {RELATIVES})"

ROWS = (
    Table(
        "people_person",
        (
            Policy("person_read", "SELECT", using=VISIBLE),
            Policy("person_add", "INSERT", check=COUNSELLORS),
            Policy("person_change", "UPDATE", using=VISIBLE),
        ),
        guard_reads=True,
        facts_reads=COUNTED["person"],
    ),
    Table(
        "people_nametoken",
        (
            Policy("nametoken_read", "SELECT", using=f"person_id {MINE} OR person_id {RELATIVES}"),
            Policy("nametoken_add", "INSERT", check=f"person_id {MINE} OR person_id {RELATIVES}"),
            # The keys of a new person are stored with the person, before a circle can name them.
            Policy("nametoken_begin", "INSERT", check=f"{COUNSELLORS} AND faden_is_nobodys(person_id)"),
            Policy("nametoken_remove", "DELETE", using=f"person_id {MINE} OR person_id {RELATIVES}"),
        ),
        guard_reads=True,
    ),
    Table(
        "people_household",
        (
            Policy("household_read", "SELECT", using="id = ANY ((SELECT faden_my_households())::uuid[])"),
            Policy("household_add", "INSERT", check=COUNSELLORS),
            Policy("household_change", "UPDATE", using="id = ANY ((SELECT faden_my_households())::uuid[])"),
        ),
        guard_reads=True,
    ),
    Table(
        "people_householdmember",
        (
            Policy("householdmember_read", "SELECT", using=MY_HOUSEHOLD),
            # Only somebody new or somebody of one's own: an identifier alone opens no way to a person.
            Policy("householdmember_add", "INSERT", check=f"{MY_HOUSEHOLD} AND {REACHED}"),
            # A household that begins has its people before a case names it: one's own, and nobody else lives there.
            Policy(
                "householdmember_begin",
                "INSERT",
                check=f"{COUNSELLORS} AND faden_household_begins(household_id) "
                f"AND (person_id {MINE} OR person_id {RELATIVES})",
            ),
            Policy("householdmember_change", "UPDATE", using=MY_HOUSEHOLD, check=f"{MY_HOUSEHOLD} AND {REACHED}"),
            Policy("householdmember_remove", "DELETE", using=MY_HOUSEHOLD),
        ),
        guard_reads=True,
    ),
    Table("people_persontargetgroup", of_person("persontargetgroup"), facts_reads=COUNTED["persontargetgroup"]),
    # Nothing is taken out of a history.
    *(Table(f"people_{name}", of_person(name)[:3], facts_reads=COUNTED.get(name, False)) for name in HISTORIES),
)

# faden_my_people, faden_my_relatives and faden_my_households stand in cases/rows.py: they are read off the circle.
GUARDS: tuple[Guard, ...] = ()
