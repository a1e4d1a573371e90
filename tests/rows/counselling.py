"""What hangs on a case, and who may do what with it."""

from datetime import UTC, datetime, time
from typing import Any

from faden.domain.cases import models as cases
from faden.domain.catalogues.models import Barrier
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.referrals import models as referrals
from faden.domain.tracks import models as tracks
from faden.kernel.files.models import StoredFile
from tests.rows.ground import Ground
from tests.rows.world import (
    CIRCLE,
    COUNSELLORS,
    LONG_AGO,
    NOBODY,
    OWNER,
    SHARER,
    TODAY,
    having,
)

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BUNDLERS = having("coordinator", "lead")
KEEPERS = having("coordinator", "lead", "assistant", "system")
REPORTERS = having("case_manager", "coordinator", "lead", "partner", "residence_officer")


def add_counselling(here: Ground) -> None:
    """What hangs on the case."""
    kept = {"sees": CIRCLE, "adds": CIRCLE, "changes": CIRCLE}
    written = {"sees": CIRCLE, "adds": CIRCLE}
    author = here.id("manager")
    stay = cases.Stay(case=here.case, since=LONG_AGO)
    here.world.add(stay, **kept)
    asked = cases.Feedback(case=here.case, stay=stay, language="ar", texts_reviewed=False, on=TODAY, begun_by_id=author)
    here.world.add(asked, **kept)
    here.world.add(cases.ConstellationPeriod(case=here.case, constellation="short", since=LONG_AGO), **kept)
    here.world.add(cases.PhasePeriod(case=here.case, phase="access", since=LONG_AGO), **kept)
    check = cases.CriteriaCheck(
        case=here.case,
        on=TODAY,
        author_id=author,
        longer_term=True,
        several_actors=True,
        overall_plan=True,
        mandate=True,
        recommended="short",
        decided="short",
        reason="x",
    )
    here.world.add(check, **written)
    _assessed(here)
    later = cases.ClosingPostponement(case=here.case, on=LONG_AGO, until=TODAY, reason="x", author_id=author)
    here.world.add(later, **written)
    in_part = {**kept, "sees": CIRCLE | SHARER}
    here.world.add(cases.CaseBarrier(case=here.case, barrier=here.barrier, since=TODAY), **in_part)
    goal = cases.Goal(case=here.case, life_domain=here.domain, words="x", agreed_on=TODAY)
    here.world.add(goal, **in_part)
    _elsewhere(here)
    _agreed(here, goal)
    reached = cases.GoalStep(
        case=here.case, goal=goal, from_state="open", to_state="reached", on=TODAY, author_id=author
    )
    here.world.add(reached, **written)
    shared = cases.Measure(case=here.case, goal=goal, title="x", responsible="client", created_on=TODAY)
    here.world.add(shared, "of the shared goal", **in_part)
    measure = cases.Measure(case=here.case, title="x", responsible="client", created_on=TODAY)
    here.world.add(measure, **kept)
    slot = cases.MeasureSlot(case=here.case, measure=measure, weekday=1, starts_at=time(9), ends_at=time(11))
    here.world.add(slot, **kept, removes=CIRCLE)
    step = cases.MeasureStep(
        case=here.case, measure=measure, from_state="planned", to_state="active", on=TODAY, author_id=author
    )
    here.world.add(step, **written)
    _track(here)
    _accepted_clash(here, author)
    _notes(here)


def _elsewhere(here: Ground) -> None:
    """Of a life domain that is not shared."""
    kept = {"sees": CIRCLE, "adds": CIRCLE, "changes": CIRCLE}
    barrier = Barrier.objects.using(OWNER).create(key="x-b2", name="x", life_domain=here.health, source="Test")
    here.world.add(cases.CaseBarrier(case=here.case, barrier=barrier, since=TODAY), "health", **kept)
    goal = cases.Goal(case=here.case, life_domain=here.health, words="x", agreed_on=TODAY)
    here.world.add(goal, "health", **kept)
    measure = cases.Measure(case=here.case, goal=goal, title="x", responsible="client", created_on=TODAY)
    here.world.add(measure, "health", **kept)


def _accepted_clash(here: Ground, author: Any) -> None:
    accepted = cases.ClashAcceptance(
        case=here.case,
        household=here.household,
        key="k",
        kind="same_time",
        reason="x",
        accepted_on=TODAY,
        accepted_by_id=author,
        taken_back_on=TODAY,
    )
    here.world.add(accepted, sees=CIRCLE, adds=frozenset({"manager"}), changes=CIRCLE)


def _track(here: Ground) -> None:
    """A track of the case; the site's own description of it is no secret."""
    kept = {"sees": CIRCLE, "adds": CIRCLE, "changes": CIRCLE}
    written = {"sees": CIRCLE, "adds": CIRCLE}
    author = here.id("manager")
    way = tracks.Track(key="x-track", digest="x", name="x", audience="x", source="x", valid_from=TODAY, definition={})
    way.save(using=OWNER)
    run = tracks.CaseTrack(case=here.case, track=way, key="x-track", began_on=TODAY)
    here.world.add(run, **kept)
    change = tracks.TrackChange(case=here.case, case_track=run, to_state="running", on=TODAY, author_id=author)
    here.world.add(change, **written)
    step = tracks.TrackStep(case=here.case, case_track=run, key="x", position=0)
    here.world.add(step, **kept)
    moved = tracks.TrackStepChange(
        case=here.case, step=step, from_state="open", to_state="done", on=TODAY, author_id=author
    )
    here.world.add(moved, **written)
    answer = tracks.TrackAnswer(case=here.case, case_track=run, key="x", value="x", since=TODAY, author_id=author)
    here.world.add(answer, **kept)


def _assessed(here: Ground) -> None:
    """What the client and the counsellor say about the needs."""
    kept = {"sees": CIRCLE, "adds": CIRCLE, "changes": CIRCLE}
    author = here.id("manager")
    own_view = cases.OwnView(
        case=here.case,
        language="ar",
        texts_reviewed=False,
        filled_by="self",
        on=TODAY,
        begun_by_id=author,
        begun_at=NOW,
    )
    here.world.add(own_view, **kept)
    answer = cases.OwnAnswer(case=here.case, own_view=own_view, life_domain=here.domain, step=1, answered_at=NOW)
    here.world.add(answer, **kept)
    assessment = cases.Assessment(case=here.case, on=TODAY, author_id=author)
    here.world.add(assessment, sees=CIRCLE | SHARER, adds=CIRCLE)
    for domain, sees in ((here.domain, CIRCLE | SHARER), (here.health, CIRCLE)):
        rating = cases.Rating(assessment=assessment, case=here.case, life_domain=domain, need=1)
        here.world.add(rating, domain.name, sees=sees, adds=CIRCLE)


def _agreed(here: Ground, goal: cases.Goal) -> None:
    """The goal in an agreement that the counsellor has signed."""
    written = {"sees": CIRCLE, "adds": CIRCLE}
    sheet = StoredFile(
        file_id=here.case.id, name="x.pdf", kind="agreement", media_type="application/pdf", size=1, digest="x",
        author_id=here.id("manager"), content=b"x", sealed_key=b"x", key_id="x",
    )  # fmt: skip
    sheet.save(using=OWNER)
    agreement = cases.GoalAgreement(
        case=here.case, on=TODAY, language="ar", texts_reviewed=False, author_id=here.id("manager"), concluded_at=NOW,
        document=sheet, digest="x",
    )  # fmt: skip
    here.world.add(agreement, sees=CIRCLE, adds=CIRCLE, changes=CIRCLE)
    agreed = cases.AgreedGoal(case=here.case, agreement=agreement, goal=goal, position=0, words="x", language="ar")
    here.world.add(agreed, **written)
    signature = cases.AgreementSignature(
        case=here.case, agreement=agreement, by="counsellor", how="paper", on=TODAY, signed_at=NOW,
        recorded_by_id=here.id("manager"), digest="x",
    )  # fmt: skip
    here.world.add(signature, **written)


def _notes(here: Ground) -> None:
    author = frozenset({"manager"})
    shared = _note(here, "manager", case=here.case, visibility="circle")
    here.world.add(shared, "for the circle", sees=CIRCLE, adds=author, changes=author)
    private = _note(here, "manager", case=here.case, visibility="author")
    here.world.add(private, "for the author", sees=author, adds=author, changes=author)
    anonymous = _note(here, "other", visibility="author")
    others = frozenset({"other"})
    here.world.add(anonymous, "anonymous", sees=others, adds=others, changes=others)
    left = _note(here, "former", case=here.case, visibility="circle")
    here.world.add(left, "by somebody who left", sees=CIRCLE, adds=NOBODY, changes=NOBODY)
    _notes_in_part(here)
    revisions = ((shared, "shared", CIRCLE), (private, "private", author))
    for note, label, sees in revisions:
        revision = cases.ContactNoteRevision(note=note, text="x", replaced_at=NOW, replaced_by_id=here.id("manager"))
        here.world.add(revision, label, sees=sees, adds=author)


def _notes_in_part(here: Ground) -> None:
    """Shared is a note whose life domains all are; the author's choice of who reads it counts besides."""
    author = frozenset({"manager"})
    for label, domains, visibility, sees in (
        ("of the shared domain", [here.domain.id], "circle", CIRCLE | SHARER),
        ("of another one, too", [here.domain.id, here.health.id], "circle", CIRCLE),
        ("of the shared domain, for the author", [here.domain.id], "author", author),
    ):
        note = _note(here, "manager", case=here.case, visibility=visibility, life_domain_ids=domains)
        here.world.add(note, label, sees=sees, adds=author, changes=author)
        if sees > CIRCLE:
            revision = cases.ContactNoteRevision(
                note=note, text="x", replaced_at=NOW, replaced_by_id=here.id("manager")
            )
            here.world.add(revision, label, sees=CIRCLE, adds=author)
            participant = cases.NoteParticipant(note=note, words="x")
            here.world.add(participant, label, sees=CIRCLE, adds=author, changes=CIRCLE & COUNSELLORS)


def _note(here: Ground, author: str, **fields: Any) -> cases.ContactNote:
    return cases.ContactNote(
        municipality=here.place,
        author_id=here.id(author),
        on=TODAY,
        written_at=NOW,
        kind="visit",
        access_path="open_hour",
        minutes=10,
        **fields,
    )


def add_transfers(here: Ground) -> None:
    """What has left: the circle reads and writes it, data protection reads it, nobody changes it."""
    law = LegalBasis.objects.using(OWNER).create(
        key="x-law", title="x", norm="§ 34 StGB", purpose="x", carries=["talk"], valid_from=LONG_AGO, source="Test"
    )
    for name, adds in (("manager", frozenset({"manager"})), ("former", NOBODY)):
        transfer = cases.Transfer(
            case=here.case, kind="talk", organisation=here.organisation, contained="x", legal_basis=law, on=TODAY,
            author_id=here.id(name),
        )  # fmt: skip
        here.world.add(transfer, f"by {name}", sees=CIRCLE | {"protection"}, adds=adds)


def add_referrals(here: Ground) -> None:
    """A draft, and one that was sent; the organisation sees what a release lets it see."""
    release = Consent(
        person=here.person, kind="release", organisation=here.organisation, direction="both", purpose="support",
        form_version="1", given_on=LONG_AGO, valid_from=LONG_AGO, recorded_by_id=here.id("manager"),
    )  # fmt: skip
    here.world.add(release, "towards the organisation", sees=CIRCLE, adds=CIRCLE, changes=CIRCLE)
    for state, sees in (("draft", CIRCLE), ("sent", CIRCLE | {"partner"}), ("revoked", CIRCLE)):
        elsewhere = referrals.Referral(
            case=here.case, organisation=here.organisation, life_domain=here.health, concern="x", state=state,
            author_id=here.id("manager"), created_on=TODAY, sent_on=TODAY,
        )  # fmt: skip
        here.world.add(elsewhere, f"{state}, health", sees=sees, adds=CIRCLE, changes=sees)
        referral = referrals.Referral(
            case=here.case,
            organisation=here.organisation,
            life_domain=here.domain,
            concern="x",
            state=state,
            author_id=here.id("manager"),
            created_on=TODAY,
            sent_on=TODAY,
        )
        here.world.add(referral, state, sees=sees | SHARER, adds=CIRCLE, changes=sees)
        for name in ("manager", "partner"):
            step = referrals.ReferralStep(
                case=here.case,
                referral=referral,
                from_state="sent",
                to_state="accepted",
                on=TODAY,
                author_id=here.id(name),
            )
            answers = frozenset({"partner"}) if (state, name) == ("sent", "partner") else NOBODY
            here.world.add(step, f"{state} by {name}", sees=CIRCLE, adds=CIRCLE | answers)
