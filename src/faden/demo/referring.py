"""Invents referrals and what the organisations answered."""

from datetime import timedelta
from random import Random
from uuid import UUID

from faden.demo.catalogue import Catalogue
from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.demo.texts import SUBJECTS
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.referrals.enums import ReferralState
from faden.domain.referrals.models import Referral, ReferralStep

S = ReferralState
#: What happened after sending, with how often.
WAYS = (
    ((S.ACCEPTED, S.APPOINTED, S.COMPLETED), 40),
    ((S.ACCEPTED, S.APPOINTED), 15),
    ((S.ACCEPTED,), 12),
    ((S.DECLINED,), 15),
    ((), 18),
)
#: Parts of the keys of those to whom most clients are referred.
OFTEN = ("jobcenter", "jmd", "mbe")
ENDED = ((S.ACCEPTED, S.APPOINTED, S.COMPLETED), (S.DECLINED,))
DECLINED = ("Zurzeit keine freien Plätze.", "Dafür sind wir nicht zuständig; bitte an das Jobcenter wenden.")
ACCEPTED = ("Wir laden zum Erstgespräch ein.", "Gern, ein Termin ist innerhalb von zwei Wochen möglich.")


def invent_referrals(shelf: Shelf, random: Random, catalogue: Catalogue, story: Story, author: UUID) -> None:
    """Hand a concern over in every third case, with the client's release."""
    if len(story.days) < 2 or random.random() > 0.45:
        return
    key, day = random.choice(story.domains), story.days[1]
    # What was sent long ago has found an end.
    ways = WAYS if catalogue.today - day < timedelta(days=75) else [(way, often) for way, often in WAYS if way in ENDED]
    way = random.choices([way for way, _ in ways], [often for _, often in ways])[0]
    often = [6 if any(word in one.key for word in OFTEN) else 1 for one in catalogue.organisations]
    organisation = random.choices(catalogue.organisations, often)[0]
    release = {"form_version": "2025-1", "language": "de", "given_on": day, "recorded_by_id": author}
    shelf.put(Consent(person=story.person, kind=ConsentKind.RELEASE, organisation=organisation, **release))
    referral = shelf.put(
        Referral(
            case=story.case,
            organisation=organisation,
            life_domain=catalogue.domains[key],
            concern=random.choice(SUBJECTS[key].concerns),
            disclosed_name=story.person.full_name,
            author_id=author,
            created_on=day,
            sent_on=day,
            state=S.SENT,
        )
    )
    history = {"case": story.case, "referral": referral}
    shelf.put(ReferralStep(from_state=S.DRAFT, to_state=S.SENT, on=day, author_id=author, **history))
    answering = catalogue.answering.get(organisation.id, author)
    for state in way:
        following = min(day + timedelta(days=random.randint(2, 24)), catalogue.today)
        remark = (
            random.choice(DECLINED if state == S.DECLINED else ACCEPTED) if state in (S.ACCEPTED, S.DECLINED) else ""
        )
        told = {"from_state": referral.state, "to_state": state, "on": following, "remark": remark}
        shelf.put(ReferralStep(author_id=answering, **told, **history))
        referral.state, day = state, following
        if remark:
            referral.answered_on, referral.answer = day, remark
        if state == S.APPOINTED:
            referral.appointment_on = day
        if state in (S.COMPLETED, S.DECLINED):
            referral.ended_on = day
