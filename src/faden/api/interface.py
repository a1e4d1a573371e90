"""The interface as a whole: its resources, its description, its errors."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from faden import __version__
from faden.api import (
    absences,
    advices,
    appointments,
    assessments,
    barriers,
    choices,
    circles,
    closings,
    conferences,
    consents,
    contacts,
    courses,
    documents,
    duplicates,
    families,
    figures,
    gaps,
    goals,
    handovers,
    histories,
    letters,
    lists,
    measures,
    offers,
    openings,
    parts,
    people,
    problems,
    referrals,
    residence_requests,
    rights,
    target_groups,
    tasks,
    themes,
    tracks,
    transfers,
    workload,
)
from faden.api.acting import Token

DESCRIPTION = """\
Faden für Programme: dieselben Regeln, Zeilen und Vorgänge wie auf den Seiten. Ein Programm handelt als die Person,
deren Schlüssel es vorzeigt. Fehler folgen RFC 9457, Listen werden über einen Zeiger geblättert, und wer etwas ändert,
nennt im Kopf `If-Match` den zuletzt gelesenen Stand."""


class Interface(NinjaAPI):
    """Answers are never stored on the way; unexpected errors say nothing about the inside."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """Add the header that keeps copies away."""
        response = super().create_response(request, data, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response


interface = Interface(
    title="Faden",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace="api",
    auth=Token(),
    docs_url=None,
)
interface.add_router("/cases", openings.router)
interface.add_router("/gaps", gaps.router)
interface.add_router("/themes", themes.router)
interface.add_router("/figures", figures.router)
#: Resources whose addresses begin with the case, or with what they are.
for resource in (
    absences,
    advices,
    appointments,
    assessments,
    barriers,
    choices,
    circles,
    closings,
    conferences,
    consents,
    contacts,
    courses,
    documents,
    duplicates,
    families,
    goals,
    handovers,
    histories,
    letters,
    lists,
    measures,
    offers,
    parts,
    people,
    referrals,
    residence_requests,
    rights,
    target_groups,
    tasks,
    tracks,
    transfers,
    workload,
):
    interface.add_router("", resource.router)
problems.register(interface)
