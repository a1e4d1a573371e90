"""The policies of every table of casework."""

from faden.domain.cases.rows.conditions import (
    AUTHOR,
    FITS,
    IN_PART,
    INSIDE,
    LED,
    LETS_OUT,
    LETTING_OUT,
    ME,
    ME_NOW,
    MINE,
    MY_HOUSEHOLDS,
    MY_PEOPLE,
    MY_RELATIVES,
    NOTE_OWN,
    NOTE_SEEN,
    NOTE_VISIBLE,
    OWN_PEOPLE,
    PART,
    PART_GOALS,
    STILL_ABOUT,
    TAKEN,
    TOUCHED,
    of_case,
    of_part,
)
from faden.domain.cases.rows.emergencies import ENTERS_IN_NEED, LOOKED_AFTER
from faden.domain.cases.rows.handing_over import HANDOVER
from faden.kernel.database.rows import Open, Policy, Table, roles
from faden.kernel.files.rows import files_of

ROWS = (
    Table(
        "cases_case",
        (
            Policy("case_read", "SELECT", using=f"id {MINE}"),
            # Only about somebody new or somebody of one's own: an identifier alone opens no way to a person.
            Policy(
                "case_add",
                "INSERT",
                check=f"manager_id = (SELECT faden_actor()) AND {roles('case_manager')} AND {OWN_PEOPLE}",
            ),
            Policy("case_change", "UPDATE", using=f"id {MINE}", check=f"id {MINE} AND {STILL_ABOUT}"),
        ),
        guard_reads=True,
        facts_reads=True,
        guard_writes=("UPDATE (sort_name)",),
    ),
    Table(
        "cases_circlemember",
        (
            # The list is shown to everybody who stands in it, whatever they see of the file.
            Policy("circle_read", "SELECT", using=f"case_id {MINE} OR case_id {TOUCHED}"),
            # Whoever has accepted a hand-over ends the former responsibility and begins the own one.
            Policy("circle_read_taken", "SELECT", using=f"case_id {TAKEN}"),
            Policy("circle_end_former", "UPDATE", using=f"case_id {TAKEN}", check=f"case_id {TAKEN} AND {FITS}"),
            Policy(
                "circle_take_over", "INSERT", check=f"{ME} AND {roles('case_manager')} AND case_id {TAKEN} AND {FITS}"
            ),
            # Who lets others in, or out again, is responsible for the case; a helper can only withdraw.
            Policy("circle_add", "INSERT", check=f"case_id {LED} AND {FITS}"),
            # The first entry of a new case; nobody lets themselves into a circle that exists.
            Policy(
                "circle_begin",
                "INSERT",
                check=f"{ME} AND {roles('case_manager')} AND faden_has_no_circle(case_id) AND {FITS}",
            ),
            ENTERS_IN_NEED,
            LOOKED_AFTER,
            Policy("circle_change", "UPDATE", using=f"({LETS_OUT})", check=f"{LETTING_OUT} AND {FITS}"),
        ),
        guard_reads=True,
    ),
    Table(
        "cases_emergencycheck",
        (
            Policy("emergencycheck_read", "SELECT", using=f"case_id {MINE} OR {roles('data_protection')}"),
            Policy(
                "emergencycheck_add",
                "INSERT",
                check=f"checked_by_id = (SELECT faden_actor()) AND {roles('data_protection')}",
            ),
        ),
    ),
    Table("cases_stay", of_case("stay"), facts_reads=True),
    Table("cases_constellationperiod", of_case("constellationperiod"), facts_reads=True),
    Table("cases_phaseperiod", of_case("phaseperiod"), facts_reads=True),
    Table("cases_closingpostponement", of_case("closingpostponement")[:2]),
    Table("cases_criteriacheck", of_case("criteriacheck")[:2]),
    Table(
        "cases_contactnote",
        (
            Policy("note_read", "SELECT", using=NOTE_VISIBLE),
            Policy("note_add", "INSERT", check=NOTE_OWN),
            Policy("note_change", "UPDATE", using=NOTE_OWN),
        ),
        guard_reads=True,
        facts_reads=True,
    ),
    Table(
        "cases_contactnoterevision",
        (
            Policy("noterevision_read", "SELECT", using=f"EXISTS (SELECT FROM cases_contactnote n WHERE {NOTE_SEEN})"),
            Policy("noterevision_add", "INSERT", check="replaced_by_id = (SELECT faden_actor())"),
        ),
    ),
    Table(
        "cases_noteparticipant",
        (
            Policy("participant_read", "SELECT", using=f"EXISTS (SELECT FROM cases_contactnote n WHERE {NOTE_SEEN})"),
            Policy(
                "participant_add",
                "INSERT",
                check=f"EXISTS (SELECT FROM cases_contactnote n WHERE {NOTE_SEEN} AND n.{AUTHOR})",
            ),
            # Who took part stays who took part; two rows of one person become one (processes/merge_people.py).
            Policy(
                "participant_change",
                "UPDATE",
                using=f"EXISTS (SELECT FROM cases_contactnote n WHERE {NOTE_SEEN}) AND {roles('case_manager')}",
                check=f"EXISTS (SELECT FROM cases_contactnote n WHERE {NOTE_SEEN}) AND (person_id IS NULL "
                f"OR person_id {MY_PEOPLE} OR person_id {MY_RELATIVES} OR faden_is_nobodys(person_id))",
            ),
        ),
    ),
    Table("cases_ownview", of_case("ownview")),
    Table("cases_ownanswer", of_case("ownanswer")),
    # Of a part the ratings are read, so the day of the assessment they belong to is, too; nothing else stands in it.
    Table(
        "cases_assessment", of_part("assessment", f"case_id {MINE} OR case_id {PART}", changes=False), guard_reads=True
    ),
    Table("cases_rating", of_part("rating", IN_PART, changes=False), guard_reads=True),
    Table(
        "cases_casebarrier",
        of_part("casebarrier", f"case_id {MINE} OR id = ANY ((SELECT faden_my_part_barriers())::uuid[])"),
        guard_reads=True,
        facts_reads=True,
    ),
    Table("cases_goal", of_part("goal", IN_PART), guard_reads=True, facts_reads=True),
    Table("cases_goalstep", of_case("goalstep")[:2], facts_reads=True),
    Table("cases_feedback", of_case("feedback")),
    Table("cases_goalagreement", of_case("goalagreement")),
    Table("cases_agreedgoal", of_case("agreedgoal")[:2]),
    Table("cases_agreementsignature", of_case("agreementsignature")[:2]),
    Table("cases_measure", of_part("measure", f"case_id {MINE} OR goal_id {PART_GOALS}"), guard_reads=True),
    Table("cases_measureslot", of_case("measureslot", removable=True)),
    Table("cases_measurestep", of_case("measurestep")[:2]),
    # What has left is written by whoever let it leave, and stays; data protection reads that it left, not the case.
    Table(
        "cases_transfer",
        (
            Policy("transfer_read", "SELECT", using=f"case_id {MINE} OR {roles('data_protection')}"),
            Policy("transfer_add", "INSERT", check=f"case_id {MINE} AND {AUTHOR}"),
            # Whoever has entered some life domains in an emergency writes that down without seeing the rest.
            Policy(
                "transfer_add_emergency",
                "INSERT",
                check=f"case_id {PART} AND kind = 'emergency' AND {AUTHOR} "
                "AND origin_id = ANY (faden_my_emergencies())",
            ),
        ),
        guard_reads=True,
    ),
    files_of(f"file_id {MINE}", INSIDE, f"file_id {LED}", "faden_answers_in(file_id)"),
    HANDOVER,
    Table(
        "cases_absence",
        (
            Policy("absence_read", "SELECT", using=f"{ME_NOW} OR {roles('coordinator', 'lead')}"),
            Policy("absence_add", "INSERT", check=ME_NOW),
            Policy("absence_change", "UPDATE", using=ME_NOW),
        ),
    ),
    Open("cases_measuretemplate", "site data about nobody", commands=("SELECT", "INSERT", "UPDATE")),
    # Everybody who counsels the family reads it; it is written from one of the family's cases.
    Table(
        "cases_clashacceptance",
        (
            Policy("clash_read", "SELECT", using=f"case_id {MINE} OR household_id {MY_HOUSEHOLDS}"),
            Policy("clash_add", "INSERT", check=f"case_id {MINE} AND accepted_by_id = (SELECT faden_actor())"),
            Policy("clash_change", "UPDATE", using=f"case_id {MINE} OR household_id {MY_HOUSEHOLDS}"),
        ),
    ),
    Open("cases_familylimit", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
    Open("cases_closingrule", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
    Open("cases_workloadweight", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
    Open("cases_reassessmentrule", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
)
