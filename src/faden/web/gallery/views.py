"""Shows every component with invented examples."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse

from faden.kernel.access.errors import Conflict, NotVisible
from faden.web.gallery.forms import STEPS, NoteForm, RatingForm, SampleForm
from faden.web.layout import errors
from faden.web.layout.pages import Request, page, render


@dataclass(frozen=True)
class Entry:
    """What the timeline draws."""

    on: date
    title: str
    icon: str
    note: str = ""
    tone: str = ""
    text: str = ""


def _entries(today: date) -> list[Entry]:
    """A short invented story."""
    return [
        Entry(
            today,
            "Kontakt im Büro",
            "contact",
            "25 Min., mit Sprachmittlung",
            text="Antrag auf Kinderbetreuung ausgefüllt.",
        ),
        Entry(today, "Verweis an das Jobcenter angenommen", "referral", "nach 9 Tagen", "good"),
        Entry(today - timedelta(days=6), "Hürde: kein Kursplatz mit Kinderbetreuung", "barrier", tone="warning"),
        Entry(today - timedelta(days=6), "Als Systemlücke gemeldet", "thread", tone="thread"),
        Entry(today - timedelta(days=40), "Fall eröffnet", "flag"),
    ]


@dataclass(frozen=True)
class Note:
    """The stored row of the conflict's example."""

    version: int = 4


def _conflict() -> errors.TwoTexts:
    """Two people have written about the same talk."""
    form = NoteForm(
        {"title": "Gespräch am Montag", "text": "Antrag ausgefüllt.\nTermin im Jobcenter folgt.", "version": 3}
    )
    form.is_valid()
    stored = Conflict(
        Note(),
        {
            "title": ("Titel", "Gespräch am Montag"),
            "text": ("Was wurde besprochen?", "Antrag ausgefüllt und abgeschickt.\nDie Tochter kam mit."),
        },
    )
    return errors.TwoTexts(stored, form)


WHOLE_PAGES: dict[str, Callable[[Request], HttpResponse]] = {
    "abgelehnt": lambda request: errors.refused(request, "Nur die fallführende Person darf den Fall abschließen."),
    "nicht-gefunden": errors.not_found,
    "abgelaufen": errors.signed_out,
    "konflikt": lambda request: errors.conflict(request, _conflict()),
    "zu-lange-offen": errors.csrf_failure,
    "fehler": errors.server_error,
    "datenbank": errors.database_away,
    "frage": lambda request: render(
        request,
        "layout/confirm.html",
        question="Entwurf der Einladung löschen?",
        consequences=["Der Entwurf und 3 Anlagen werden gelöscht.", "Die Sitzung und ihre Tagesordnung bleiben."],
        submit="Entwurf löschen",
        cancel="/ui/",
        form=None,
    ),
}


@page("GET")
def whole_page(request: Request, name: str) -> HttpResponse:
    """/ui/seiten/<name>/: pages that are otherwise only seen when something goes wrong."""
    if name not in WHOLE_PAGES:
        raise NotVisible
    return WHOLE_PAGES[name](request)


@page("GET")
def gallery(request: Request) -> HttpResponse:
    """/ui/: the components in all their states."""
    typed = {"on": "31.02.2026", "minutes": "1.5", "place": "", "name": "", "version": "1"}
    wrong = SampleForm(typed, auto_id="wrong_%s")
    wrong.is_valid()
    return render(
        request,
        "gallery/gallery.html",
        status=200,
        rating=RatingForm(),
        steps=STEPS,
        form=SampleForm(initial={"on": request.today, "place": "delbrueck"}),
        wrong=wrong,
        entries=_entries(request.today),
        whole_pages=list(WHOLE_PAGES),
    )
