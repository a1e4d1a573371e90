"""Invents goal agreements: signed on the tablet, signed on paper and scanned, or still waiting for a signature."""

from datetime import date, datetime, time, timedelta
from math import sin
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.domain.cases.enums import SignedBy, SignedHow
from faden.domain.cases.models import AgreedGoal, AgreementSignature, Goal, GoalAgreement
from faden.domain.cases.queries.agreements import Agreed, DraftGoal
from faden.domain.client_texts.shipped import SOURCE, reading_language
from faden.kernel.files import content as contents
from faden.kernel.files.content import checksum_of
from faden.kernel.files.enums import Audience, FileKind
from faden.kernel.files.models import StoredFile
from faden.lib.file_content.file_types import PDF
from faden.reporting.goal_agreement import sheet, signed_sheet

BERLIN = ZoneInfo("Europe/Berlin")
#: One case with goals in so many has an agreement; each is typeset like a real one, which takes its time.
AGREEMENTS = 8
#: How the two have signed.
WAYS = ((SignedHow.DEVICE, SignedHow.DEVICE), (SignedHow.PAPER, SignedHow.PAPER), (SignedHow.DEVICE, None))


def invent_agreement(shelf: Shelf, story: Story, author: UUID, counsellor: str) -> None:
    """In a few cases; drawn from a source of its own, so that the other stories stay as they were."""
    random = Random(f"agreement-{story.case.number}")
    goals = [row for row in shelf.of_case(story.case) if isinstance(row, Goal)]
    if not goals or random.randrange(AGREEMENTS):
        return
    on = max(goal.agreed_on for goal in goals)
    language = reading_language(story.person.language)
    pdf = sheet(story.case, [_draft(goal) for goal in goals], language=language, on=on, counsellor=counsellor)
    agreement = GoalAgreement(
        case=story.case,
        on=on,
        language=language,
        texts_reviewed=language == SOURCE,
        author_id=author,
        concluded_at=_at(on, 11),
        digest=checksum_of(pdf),
    )
    agreement.document = shelf.put(_stored(agreement, f"Zielvereinbarung {on:%Y-%m-%d}.pdf", pdf))
    agreed = [_agreed(agreement, goal, place) for place, goal in enumerate(goals)]
    ways = zip((SignedBy.CLIENT, SignedBy.COUNSELLOR), random.choice(WAYS), strict=True)
    signatures = [_signed(agreement, by, how, random) for by, how in ways if how]
    if len(signatures) == len(SignedBy):
        # A scan of a sheet signed by hand is invented as the sheet without drawings.
        told = Agreed(agreement, tuple(agreed), tuple(signatures), is_newest=True, is_current=True)
        signed = signed_sheet(story.case, told, counsellor=counsellor)
        name = f"Zielvereinbarung {on:%Y-%m-%d} unterschrieben.pdf"
        agreement.signed_document = shelf.put(_stored(agreement, name, signed))
    shelf.put_all([agreement, *agreed, *signatures])


def _agreed(agreement: GoalAgreement, goal: Goal, place: int) -> AgreedGoal:
    return AgreedGoal(
        case=agreement.case,
        agreement=agreement,
        goal=goal,
        position=place,
        words=goal.words,
        language=goal.language,
        german=goal.german,
    )


def _signed(agreement: GoalAgreement, by: SignedBy, how: SignedHow, random: Random) -> AgreementSignature:
    return AgreementSignature(
        case=agreement.case,
        agreement=agreement,
        by=by,
        how=how,
        on=agreement.on,
        signed_at=_at(agreement.on, 11) + timedelta(minutes=4 if by == SignedBy.CLIENT else 5),
        recorded_by_id=agreement.author_id,
        strokes=_scrawl(random) if how == SignedHow.DEVICE else [],
        digest=agreement.digest,
    )


def _scrawl(random: Random) -> list[list[list[int]]]:
    """A line that looks signed and is nobody's."""
    width, height, speed = random.randint(400, 700), random.randint(60, 120), random.uniform(0.05, 0.09)
    points = [[150 + x, round(200 + height * sin(x * speed) * (1 - x / width))] for x in range(0, width, 12)]
    return [points, [[140, 290], [160 + width, 280]]]


def _draft(goal: Goal) -> DraftGoal:
    domain: Any = goal.life_domain
    return DraftGoal(goal.id, goal.version, str(domain), domain.key, goal.words, goal.language, goal.german)


def _stored(agreement: GoalAgreement, name: str, pdf: bytes) -> StoredFile:
    stored = StoredFile(
        file_id=agreement.case_id,
        name=name,
        kind=FileKind.AGREEMENT,
        audience=Audience.CIRCLE,
        media_type=PDF.media_type,
        author_id=agreement.author_id,
        stored_at=_at(agreement.on, 12),
    )
    contents.put(stored, pdf, handed_in=pdf)
    return stored


def _at(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour), BERLIN)
