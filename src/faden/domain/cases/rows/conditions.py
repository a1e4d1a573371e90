"""The conditions that policies and guards of casework are made of."""

from faden.kernel.database.rows import Policy, everything, roles

#: The cases that the actor sees whole. Of the others they see what lies in the scope of their entry (``IN_PART``).
MINE = "= ANY ((SELECT faden_my_cases())::uuid[])"
LED = "= ANY ((SELECT faden_my_led_cases())::uuid[])"
# A page asks the guards of casework some sixty times: day and actor are read once for each question, not for each row.
IN_FORCE = "since <= (SELECT faden_today()) AND (until IS NULL OR (SELECT faden_today()) < until)"
MY_ENTRIES = "FROM cases_circlemember WHERE account_id = (SELECT faden_actor())"

#: The firewall (domain.md 2): who works for a residence authority today is in nobody's circle, whatever else they are.
BEYOND_THE_WALL = roles("residence_officer")
#: Works as a counsellor today, on this side of the wall, with an account that is not closed: all of it in one question.
COUNSELS = "(SELECT faden_counsels())"

CLEARED = (
    "SELECT FROM people_clearance c WHERE c.person_id = s.person_id AND c.account_id = (SELECT faden_actor()) "
    "AND c.withdrawn_on IS NULL"
)
# While a Sperrvermerk is in force the circle alone opens the file to the responsible only; helpers and covers wait for
# their clearance by name. A page asks for the circle some thirty times: without a Sperrvermerk it costs nothing there.
NOT_CLOSED_OFF = (
    "(NOT is_shielded OR function = 'responsible' "
    "OR cases_circlemember.person_id <> ALL ((SELECT faden_closed_off())::uuid[]))"
)

OF_CIRCLE = IN_FORCE.replace("since", "m.since").replace("until", "m.until")

#: Helpers of other organisations hold another role; what is written for the inside they do not read.
INSIDE = roles("case_manager")

# Most entries rest on no release; what the others ask in addition is asked for them alone.
RELEASED = f"(SELECT faden_actor_is_active()) AND NOT {BEYOND_THE_WALL} AND faden_release_opens(release_id, person_id)"
# An entry that counts now: an emergency access ends at its minute by the database's clock, what rests on a release
# ends with the release or with the work for its organisation, and everything else with the work as a counsellor.
OPENS = (
    f"{IN_FORCE} AND {NOT_CLOSED_OFF} AND (ends_at IS NULL OR now() < ends_at) "
    f"AND CASE WHEN release_id IS NULL THEN {COUNSELS} ELSE {RELEASED} END"
)
WHOLE = f"{OPENS} AND scope = 'whole'"
#: Without the emergencies: what is seen for three hours may be read and worked on, never made one's own.
LASTING = f"{WHOLE} AND ends_at IS NULL"

# The policies of what has a life domain ask for the whole file first: the usual reader never comes to the second half.
PART = "= ANY ((SELECT faden_my_part_cases())::uuid[])"
IN_PART = f"case_id {MINE} OR case_id {PART} AND life_domain_id = ANY (faden_my_domains(case_id))"
PART_GOALS = "= ANY ((SELECT faden_my_part_goals())::uuid[])"
TOUCHED = "= ANY ((SELECT faden_my_touched_cases())::uuid[])"

MY_PEOPLE = "= ANY ((SELECT faden_my_people())::uuid[])"
MY_RELATIVES = "= ANY ((SELECT faden_my_relatives())::uuid[])"
NOT_MASKED = "<> ALL ((SELECT faden_masked_people())::uuid[])"
MY_HOUSEHOLDS = "= ANY ((SELECT faden_my_households())::uuid[])"
OWN_PEOPLE = (
    "(person_id = ANY ((SELECT faden_my_lasting_people())::uuid[]) "
    "OR person_id = ANY ((SELECT faden_my_lasting_relatives())::uuid[]) OR faden_is_nobodys(person_id)) "
    f"AND person_id {NOT_MASKED} AND (household_id IS NULL "
    "OR household_id = ANY ((SELECT faden_my_lasting_households())::uuid[]) "
    "OR faden_household_is_nobodys(household_id))"
)
# A guard sees the row as it was before the change: whom a case is about may stay as it is in an emergency, too.
STILL_ABOUT = f"(faden_case_is_about(id, person_id, household_id) AND person_id {NOT_MASKED} OR {OWN_PEOPLE})"
# What the circle repeats of the case is the case's own: it decides which people its members see.
FITS = "faden_case_is_about(case_id, person_id, household_id)"
ME = "account_id = (SELECT faden_actor())"
ME_NOW = f"{ME} AND (SELECT faden_actor_is_active())"
TAKEN = "= ANY ((SELECT faden_taken_over())::uuid[])"
LETS_OUT = f"case_id {LED} OR (case_id {MINE} OR case_id {TOUCHED}) AND {ME}"
# Whoever is not responsible can do one thing with the own entry: end it.
LETTING_OUT = f"(case_id {LED} OR {ME} AND until <= greatest(since, faden_today()))"
#: Who deals with hand-overs at all: the sides of one who do so no longer know nothing of its case either.
DEALS_WITH_HANDOVERS = roles("case_manager", "coordinator", "lead", "system")
HANDOVER_MINE = (
    "((SELECT faden_actor()) IN (former_id, successor_id, proposed_by_id) AND (SELECT faden_actor_is_active()) "
    f"AND {DEALS_WITH_HANDOVERS})"
)
AUTHOR = "author_id = (SELECT faden_actor())"
# A note is of a part when all of its life domains are: one that touches another domain is not shared.
NOTE_IN_PART = f"case_id {PART} AND life_domain_ids <> '{{}}' AND life_domain_ids <@ faden_my_domains(case_id)"
NOTE_VISIBLE = (
    f"CASE WHEN case_id IS NULL THEN {AUTHOR} ELSE (case_id {MINE} OR {NOTE_IN_PART}) AND "
    f"(visibility = 'circle' OR {AUTHOR} OR visibility = 'inside' AND {INSIDE}) END"
)
# What hangs on a note is read by who reads the file whole: a former text may have been of other life domains.
NOTE_SEEN = f"n.id = note_id AND (n.case_id IS NULL OR n.case_id {MINE})"
NOTE_OWN = f"{AUTHOR} AND (case_id IS NULL OR case_id {MINE})"


def of_case(name: str, *, removable: bool = False) -> tuple[Policy, ...]:
    """The policies of a table that hangs on a case by ``case_id``."""
    policies = everything(name, f"case_id {MINE}")
    return policies if removable else policies[:3]


def of_part(name: str, part: str, *, changes: bool = True) -> tuple[Policy, ...]:
    """The policies of a table that is read by part, too, and written by those who see the whole file.

    :param part: condition of those who see the case whole or this part of it
    """
    read, *writing = of_case(name)
    return (Policy(read.name, "SELECT", using=part), *(writing if changes else writing[:1]))
