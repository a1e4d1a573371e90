"""A letter as it stands on paper, for the page and for the typesetter."""

from typing import Any

from faden.domain.letters.calculation import paper
from faden.domain.letters.queries import office_values
from faden.lib import german
from faden.reporting.documents import render


def told(letter: Any, case: Any, release: Any | None) -> dict[str, Any]:
    """What the letter says.

    :param release: that lets it go to its organisation today, if there is one
    """
    head_line, _, head = letter.head.partition("\n")
    return paper(
        subject=letter.subject,
        body=letter.body,
        head_line=head_line,
        head=head,
        address=letter.address,
        values={"Datum": german.day(letter.written_on), "Fallnummer": case.number, **letter.values},
        office=office_values(case.manager),
        basis=_basis(letter, release),
    )


def letter_pdf(letter: Any, case: Any, release: Any | None) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1."""
    return render("site_letter", told(letter, case, release))


def _basis(letter: Any, release: Any | None) -> str:
    if letter.organisation_id is None:
        return ""
    return f"Schweigepflichtentbindung vom {german.day(release.given_on)}" if release else str(letter.legal_basis)
