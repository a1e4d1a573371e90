"""Letters, as the people themselves would write them."""

from faden.domain.cases.models import Case
from faden.domain.letters import queries
from faden.domain.letters.calculation import paper
from faden.domain.letters.models import Letter
from faden.domain.letters.operations.writing import write_letter
from faden.domain.organisations.models import Organisation
from faden.kernel.access.actor import Actor
from faden.reporting.documents import render
from tests.given import TODAY


def letter(case: Case, by: Actor, key: str = "terminbrief", to: Organisation | None = None, **values: str) -> Letter:
    """A draft; call it acting."""
    told = {
        **queries.known_values(case, to, TODAY),
        "Termin": "Montag, 14 Uhr",
        "Ort": "Kreishaus",
        "Anliegen": "x",
        **values,
    }
    return write_letter(case=case, key=key, address="Musterweg 1", values=told, organisation=to, actor=by, today=TODAY)


def pdf(of: Letter) -> bytes:
    """The letter as it is typeset."""
    line, _, head = of.head.partition("\n")
    return render(
        "site_letter",
        paper(
            subject=of.subject, body=of.body, head_line=line, head=head, address=of.address, values=of.values, office={}
        ),
    )
