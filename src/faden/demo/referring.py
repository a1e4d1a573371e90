"""Invents referrals and what the organisations answered."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from faden.demo.catalogue import Catalogue
from faden.demo.releasing import Releases
from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.demo.texts import SUBJECTS
from faden.domain.consent.enums import TransferKind
from faden.domain.referrals.enums import CodeTold, ReferralState
from faden.domain.referrals.models import AnswerLink, Referral, ReferralStep
from faden.kernel.identity.queries import LINK_ID

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
RECIPIENTS = ("Beate Muster", "Jonas Beispiel", "Team Beratung, Frau Probe")
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
    releases = Releases(shelf, story, author)
    release = releases.given(organisation, day)
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
    about = [referral.life_domain_id]
    releases.left(TransferKind.REFERRAL, release, "Anliegen, Name", day, about=about, origin_id=referral.id)
    history = {"case": story.case, "referral": referral}
    shelf.put(ReferralStep(from_state=S.DRAFT, to_state=S.SENT, on=day, author_id=author, **history))
    answering = catalogue.answering.get(organisation.id)
    link = None if answering else shelf.put(_link(random, referral, author, day))
    for state in way:
        following = min(day + timedelta(days=random.randint(2, 24)), catalogue.today)
        remark = (
            random.choice(DECLINED if state == S.DECLINED else ACCEPTED) if state in (S.ACCEPTED, S.DECLINED) else ""
        )
        told = {"from_state": referral.state, "to_state": state, "on": following, "remark": remark}
        shelf.put(ReferralStep(author_id=answering or LINK_ID, link=link, **told, **history))
        referral.state, day = state, following
        if remark:
            referral.answered_on, referral.answer = day, remark
        if state == S.APPOINTED:
            referral.appointment_on = day
        if state in (S.COMPLETED, S.DECLINED):
            referral.ended_on = day
    if link is not None and way:
        link.opened_at = link.created_at + timedelta(days=1)


def _link(random: Random, referral: Referral, author: UUID, day: date) -> AnswerLink:
    """What somebody without an account was sent; the secret is nowhere, so no one opens it in the demo."""
    secret = f"{random.getrandbits(256):064x}"
    return AnswerLink(
        case=referral.case,
        referral=referral,
        recipient_name=random.choice(RECIPIENTS),
        recipient_mail="beratung@traeger.invalid",
        code_told=CodeTold.PHONE,
        digest=secret,
        code_digest=secret,
        created_by_id=author,
        created_at=datetime.combine(day, time(10), tzinfo=UTC),
        expires_on=day + timedelta(days=80),
    )
