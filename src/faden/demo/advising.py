"""Invents cases that are brought in for advice, a few without and a few with a release; and what coordination says."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from faden.demo.catalogue import Catalogue
from faden.demo.releasing import Releases
from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.domain.consent.enums import Purpose, TransferKind
from faden.domain.consultations.models import CaseAdvice
from faden.domain.consultations.operations import contribute
from faden.domain.consultations.queries import advised
from faden.domain.staffing.enums import Function
from faden.domain.staffing.models import Post
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.lib.identifiers import new_id

QUESTIONS = (
    "Die Kinder warten seit Monaten auf einen Kita-Platz; ohne Betreuung beginnt kein Kurs. Was hat anderswo geholfen?",
    "Zwei Stellen schicken einander die Zuständigkeit zu. Wer im Kreis kann das entscheiden?",
    "Der Abschluss wird seit einem Jahr geprüft. Gibt es einen Weg, bis dahin in Arbeit zu kommen?",
)
ADVICE = (
    "Rufen Sie die Fachstelle Elementarbildung an; sie kennt die Brückenplätze der Region.",
    "Das hatten wir schon einmal. Bitte melden Sie es auch als Systemlücke, dann kommt es in die Arbeitsgruppe.",
)
SHOWN = timedelta(days=21)


def invent_advice(shelf: Shelf, catalogue: Catalogue, story: Story, author: UUID) -> None:
    """Bring a few of the running cases in."""
    random = Random(f"advice-{story.case.number}")
    if story.is_closed or story.consent is None or random.random() > 0.1:
        return
    day = catalogue.today
    advice = CaseAdvice(id=new_id(), case=story.case, question=random.choice(QUESTIONS), since=day, until=day + SHOWN)
    advice.author_id = author
    employers = Post.objects.filter(function=Function.COORDINATION).values_list("employer_id", flat=True)
    office = next((one for one in catalogue.organisations if one.id in employers), None)
    if office is not None and random.random() < 0.4:
        releases = Releases(shelf, story, author)
        release = releases.given(office, day, until=day + 4 * SHOWN)
        release.purpose = Purpose.ADVICE
        contained = "Name, Stand der Hilfe, Bedarfe, Hürden und beteiligte Stellen, Frage an die Koordination"
        advice.transfer = releases.left(TransferKind.ADVICE, release, contained, day, origin_id=advice.id)
    shelf.put(advice)


def invent_contributions(coordinators: list[Actor], today: date) -> None:
    """Let each of them say something to every other case of the own region."""
    for coordinator in coordinators:
        with act_as(coordinator, today=today):
            for number, one in enumerate(advised()):
                if number % 2 == 0 and not one.said:
                    text = ADVICE[number // 2 % len(ADVICE)]
                    contribute(advice_id=one.id, text=text, actor=coordinator, today=today)
