"""Shows every component with invented examples."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse

from faden.web.gallery.forms import SampleForm
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


@page("GET")
def gallery(request: Request) -> HttpResponse:
    """/ui/: the components in all their states."""
    wrong = SampleForm({"on": "31.02.2026", "minutes": "1.5", "place": "", "name": "", "version": "1"})
    wrong.is_valid()
    return render(
        request,
        "gallery/gallery.html",
        status=200,
        form=SampleForm(initial={"on": request.today, "place": "delbrueck"}),
        wrong=wrong,
        entries=_entries(request.today),
    )
