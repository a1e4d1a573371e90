"""What is filed in a case in which somebody of another organisation helps."""

from datetime import timedelta
from typing import Any

from faden.domain.cases import models as cases
from faden.domain.consent.models import Consent
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.files.calculation import KEPT_DAYS
from faden.kernel.files.models import StoredFile
from tests.rows.ground import NOW, Ground
from tests.rows.world import COUNSELLORS, KEEPER, LONG_AGO, NOBODY, OWNER, TODAY, having

WITH_PARTNER = frozenset({"manager", "partner"})


def case_with_partner(here: Ground) -> cases.Case:
    """A case of the manager in which a partner's helper stands in the circle."""
    case: cases.Case
    household, person, child, case, circle = here._case("p", "26-000007", "manager")
    release = released(here, person, here.organisation)
    helper = cases.CircleMember(
        case=case,
        account_id=here.id("partner"),
        person=person,
        household=household,
        function="helper",
        reason="x",
        since=LONG_AGO,
        release=release,
    )
    for row in (household, person, child, case, circle, release, helper):
        row.save(using=OWNER, force_insert=True)
    # Entries that have outlived the work they were made for: for another organisation now, or no counsellor any more.
    for name, rests_on in (("partner_elsewhere", release), ("assistant", None)):
        entry = {"case": case, "person": person, "household": household, "function": "helper", "release": rests_on}
        cases.CircleMember(account_id=here.id(name), reason="x", since=LONG_AGO, **entry).save(using=OWNER)
    return case


def released(here: Ground, person: Person, organisation: Organisation) -> Consent:
    """The client's release towards an organisation; not stored yet."""
    return Consent(
        person=person,
        kind="release",
        organisation=organisation,
        direction="both",
        purpose="support",
        form_version="1",
        given_on=LONG_AGO,
        valid_from=LONG_AGO,
        recorded_by_id=here.id("manager"),
    )


def add_files(here: Ground) -> None:
    """A file for everybody in the circle, one for the inside, one for its author, and deleted ones; notes alike."""
    case = case_with_partner(here)
    _add_notes(here, case)
    manager, partner = frozenset({"manager"}), frozenset({"partner"})
    for author, audience, sees in (
        ("manager", "circle", WITH_PARTNER),
        ("manager", "inside", manager),
        ("manager", "author", manager),
        ("partner", "circle", WITH_PARTNER),
        ("partner", "author", partner),
    ):
        stored = _file(here, case, author, audience=audience)
        both = sees & (manager | {author}) | KEEPER
        here.world.add(stored, f"{author}'s for {audience}", sees=sees | KEEPER, adds=frozenset({author}), changes=both)
    _add_answers(here, case)
    for days, cleared in ((KEPT_DAYS, NOBODY), (KEPT_DAYS + 1, having("system"))):
        day = TODAY - timedelta(days=days)
        gone = _file(here, case, "manager", deleted_on=day, deleted_by_id=here.id("manager"))
        here.world.add(
            gone,
            f"deleted {days} days ago",
            sees=WITH_PARTNER | cleared | KEEPER,
            adds=manager,
            changes=manager | cleared | KEEPER,
        )


def _add_answers(here: Ground, case: cases.Case) -> None:
    """What data protection puts into a file that it does not see; of somebody restricted also the keepers."""
    manager, protection = frozenset({"manager"}), having("data_protection")
    answer = _file(here, case, "protection", kind="answer", audience="inside")
    sees = manager | protection | KEEPER
    here.world.add(answer, "answer", sees=sees, adds=protection, changes=manager | KEEPER)
    for label, fields in (
        ("letter by data protection", {"audience": "inside"}),
        ("answer for everybody in the circle", {"kind": "answer"}),
        ("answer that hangs on a note", {"kind": "answer", "audience": "inside", "hangs_on": case.id}),
    ):
        here.world.imagine(_file(here, case, "protection", stored_at=NOW, **fields), label, adds=NOBODY)
    kept_apart = cases.Case.objects.using(OWNER).filter(person=here.shielded).order_by("number")[0]
    for about, who in ((kept_apart, protection | having("shield_keeper")), (case, protection)):
        for name in ("protection", "warden"):
            answer = _file(here, about, name, kind="answer", audience="inside", stored_at=NOW)
            here.world.imagine(answer, f"answer by {name} in {about.number}", adds=who & {name})


def _add_notes(here: Ground, case: cases.Case) -> None:
    """Notes with somebody who took part: for all, and for those inside only."""
    manager = frozenset({"manager"})
    for visibility, sees in (("circle", WITH_PARTNER), ("inside", manager)):
        note = cases.ContactNote(
            case=case,
            municipality=here.place,
            author_id=here.id("manager"),
            on=TODAY,
            written_at=NOW,
            kind="visit",
            access_path="open_hour",
            minutes=10,
            visibility=visibility,
        )
        here.world.add(note, f"for {visibility}, with a partner", sees=sees, adds=manager, changes=manager)
        participant = cases.NoteParticipant(note=note, words="x")
        here.world.add(participant, f"of a note for {visibility}", sees=sees, adds=manager, changes=sees & COUNSELLORS)


def _file(here: Ground, case: cases.Case, author: str, **fields: Any) -> StoredFile:
    return StoredFile(
        file_id=case.id,
        name="x.pdf",
        media_type="application/pdf",
        size=1,
        digest="x",
        author_id=here.id(author),
        sealed_key=b"x",
        key_id="x",
        **{"kind": "letter", "audience": "circle", "content": b"x", **fields},
    )
