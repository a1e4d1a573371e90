"""A person is seen by the circle of a case of theirs, or of their household."""

from faden.domain.people.models.person import IDENTITY, MASK, MASK_SORTED
from faden.kernel.database.rows import Consequence, Guard, Policy, Table, everything, roles

MINE = "= ANY ((SELECT faden_my_people())::uuid[])"
RELATIVES = "= ANY ((SELECT faden_my_relatives())::uuid[])"
#: Whose identity is kept apart and not from the actor: their row is a mask, and of their histories nothing is seen.
NOT_MASKED = "<> ALL ((SELECT faden_masked_people())::uuid[])"
OPEN = f"(person_id {MINE} OR person_id {RELATIVES}) AND person_id {NOT_MASKED}"
COUNSELLORS = roles("case_manager")
KEEPERS = roles("shield_keeper")


def of_person(name: str) -> tuple[Policy, ...]:
    """The policies of a table that hangs on a person by ``person_id``."""
    return everything(name, OPEN)


HISTORIES = (
    "residencetitle", "legalareaperiod", "nationality", "languageskill", "qualification", "contactchannel", "address",
)  # fmt: skip
#: What the figures derive target groups from: these columns and no other, above all no name (ADR 8).
PERIOD = ("person_id", "since", "until")
COUNTED = {
    "person": ("id", "birth_date", "arrived_on", "is_shielded"),
    "persontargetgroup": (*PERIOD, "target_group_id"),
    "residencetitle": (*PERIOD, "replaced_on", "kind_id"),
    "legalareaperiod": (*PERIOD, "replaced_on", "legal_area_id"),
    "nationality": (*PERIOD, "replaced_on", "country"),
}
MY_HOUSEHOLD = "household_id = ANY ((SELECT faden_my_households())::uuid[])"
LASTING = (
    "(person_id = ANY ((SELECT faden_my_lasting_people())::uuid[]) "
    "OR person_id = ANY ((SELECT faden_my_lasting_relatives())::uuid[]))"
)
# Somebody seen in an emergency joins no household that stays open afterwards.
REACHED = (
    f"({LASTING} OR faden_is_nobodys(person_id) OR (person_id {MINE} OR person_id {RELATIVES}) "
    "AND household_id <> ALL ((SELECT faden_my_lasting_households())::uuid[]))"
)
VISIBLE = f"(id {MINE} OR id {RELATIVES})"
COLUMNS = tuple(f"{name}_id" if name in ("municipality", "neighbourhood") else name for name in IDENTITY)

ROWS = (
    Table(
        "people_person",
        (
            Policy("person_read", "SELECT", using=VISIBLE),
            Policy("person_add", "INSERT", check=COUNSELLORS),
            Policy("person_change", "UPDATE", using=f"{VISIBLE} AND id {NOT_MASKED}"),
        ),
        guard_reads=True,
        facts_reads=COUNTED["person"],
        guard_writes=(f"UPDATE ({', '.join((*COLUMNS, 'is_shielded', 'version'))})",),
    ),
    Table(
        "people_nametoken",
        (
            Policy("nametoken_read", "SELECT", using=OPEN),
            Policy("nametoken_add", "INSERT", check=OPEN),
            # The keys of a new person are stored with the person, before a circle can name them.
            Policy("nametoken_begin", "INSERT", check=f"{COUNSELLORS} AND faden_is_nobodys(person_id)"),
            Policy("nametoken_remove", "DELETE", using=OPEN),
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
                check=f"{COUNSELLORS} AND faden_household_begins(household_id) AND {LASTING}",
            ),
            Policy("householdmember_change", "UPDATE", using=MY_HOUSEHOLD, check=f"{MY_HOUSEHOLD} AND {REACHED}"),
            Policy("householdmember_remove", "DELETE", using=MY_HOUSEHOLD),
        ),
        guard_reads=True,
    ),
    Table("people_persontargetgroup", of_person("persontargetgroup"), facts_reads=COUNTED["persontargetgroup"]),
    # Nothing is taken out of a history.
    *(
        Table(
            f"people_{name}",
            of_person(name)[:3],
            # How somebody is reached is told to those who accompany them, by faden_my_shared_parts().
            guard_reads=name == "contactchannel",
            facts_reads=COUNTED.get(name, False),
        )
        for name in HISTORIES
    ),
    Table(
        "people_restriction",
        (
            Policy("restriction_read", "SELECT", using=f"{KEEPERS} OR {roles('data_protection')} OR {OPEN}"),
            Policy("restriction_add", "INSERT", check=f"{KEEPERS} AND set_by_id = (SELECT faden_actor())"),
            Policy(
                "restriction_lift",
                "UPDATE",
                using=f"{KEEPERS} AND lifted_on IS NULL",
                check=f"{KEEPERS} AND lifted_by_id = (SELECT faden_actor())",
            ),
        ),
        guard_reads=True,
    ),
    # Stored and taken away by the consequences below, never by the app.
    Table(
        "people_shieldedidentity",
        (
            Policy("shieldedidentity_read", "SELECT", using=OPEN),
            Policy("shieldedidentity_change", "UPDATE", using=OPEN),
        ),
        guard_reads=True,
        guard_writes=("INSERT", "DELETE"),
    ),
    Table(
        "people_clearance",
        (
            Policy("clearance_read", "SELECT", using=f"{KEEPERS} OR {roles('data_protection')} OR {OPEN}"),
            Policy("clearance_add", "INSERT", check=f"({KEEPERS} OR {OPEN}) AND given_by_id = (SELECT faden_actor())"),
            Policy("clearance_withdraw", "UPDATE", using=f"{KEEPERS} OR {OPEN}"),
        ),
        guard_reads=True,
        guard_writes=("UPDATE (withdrawn_on, withdrawn_by_id)",),
    ),
    Table(
        "people_shieldrequest",
        (
            Policy("shieldrequest_read", "SELECT", using=f"{KEEPERS} OR {roles('data_protection')} OR {OPEN}"),
            Policy("shieldrequest_add", "INSERT", check=f"{OPEN} AND asked_by_id = (SELECT faden_actor())"),
            Policy("shieldrequest_answer", "UPDATE", using=f"{KEEPERS} AND answered_on IS NULL", check=KEEPERS),
        ),
    ),
)

# faden_my_people, faden_my_relatives, faden_my_households and faden_masked_people are read off the circle, so stand
# in cases/rows.
GUARDS: tuple[Guard, ...] = (
    Guard(
        # Whom to ask when somebody restricted is met; everybody may know who that is.
        "faden_shield_keepers()",
        "jsonb",
        "SELECT coalesce(jsonb_agg(DISTINCT o.name), '[]') FROM identity_roleassignment a "
        "JOIN identity_account o ON o.id = a.account_id WHERE a.role = 'shield_keeper' AND o.deactivated_on IS NULL "
        "AND a.since <= faden_today() AND (a.until IS NULL OR faden_today() < a.until)",
    ),
)

_NAMES = ", ".join(COLUMNS)
CONSEQUENCES = (
    Consequence(
        "faden_shield_person",
        "people_restriction",
        "INSERT",
        f"""
        INSERT INTO people_shieldedidentity (id, person_id, {_NAMES})
            SELECT NEW.id, id, {_NAMES} FROM people_person WHERE id = NEW.person_id AND NOT is_shielded;
        UPDATE people_person SET family_name = '{MASK}', given_names = '', pseudonym = '', sort_name = '{MASK_SORTED}',
            birth_date = NULL, arrived_on = NULL, municipality_id = NULL, neighbourhood_id = NULL,
            is_shielded = true, version = version + 1 WHERE id = NEW.person_id AND NOT is_shielded;
        UPDATE cases_case SET sort_name = '{MASK_SORTED}' WHERE person_id = NEW.person_id;
        """,
    ),
    Consequence(
        "faden_unshield_person",
        "people_restriction",
        "UPDATE OF lifted_on",
        f"""
        IF OLD.lifted_on IS NULL AND NEW.lifted_on IS NOT NULL THEN
            UPDATE people_person p SET {", ".join(f"{name} = s.{name}" for name in COLUMNS)},
                is_shielded = false, version = p.version + 1
                FROM people_shieldedidentity s WHERE s.person_id = p.id AND p.id = NEW.person_id;
            UPDATE cases_case c SET sort_name = s.sort_name
                FROM people_shieldedidentity s WHERE s.person_id = c.person_id AND c.person_id = NEW.person_id;
            DELETE FROM people_shieldedidentity WHERE person_id = NEW.person_id;
            UPDATE people_clearance SET withdrawn_on = NEW.lifted_on, withdrawn_by_id = NEW.lifted_by_id
                WHERE person_id = NEW.person_id AND withdrawn_on IS NULL;
        END IF;
        """,
    ),
)
