"""A letter as it stands on paper, for the page and for the typesetter."""

from collections.abc import Sequence
from typing import Any

from faden.domain.client_texts.shipped import LANGUAGES
from faden.domain.letters.calculation import paper, translated
from faden.domain.letters.queries import office_values, site_name
from faden.lib import german
from faden.reporting.documents import render


def told(letter: Any, case: Any, release: Any | None, here: str | None = None) -> dict[str, Any]:
    """What the letter says.

    :param release: that lets it go to its organisation today, if there is one
    :param here: the name of the site, if it has been read already
    """
    values = {"Datum": german.day(letter.written_on), "Fallnummer": case.number, **letter.values}
    head_line, _, head = letter.head.partition("\n")
    return paper(
        subject=letter.subject,
        body=letter.body,
        head_line=head_line,
        head=head,
        address=letter.address,
        values=values,
        office=office_values(case.manager, here),
        basis=_basis(letter, release),
        other=_other(letter, values),
    )


def letters_pdf(letters: Sequence[Any]) -> bytes:
    """Letters to clients to be printed at once, each with its own pages."""
    here = site_name()
    papers = [told(one, one.case, None, here) for one in letters]
    return render("site_letters", {"title": letters[0].title, "letters": papers})


def letter_pdf(letter: Any, case: Any, release: Any | None) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1."""
    return render("site_letter", told(letter, case, release))


def _other(letter: Any, values: dict[str, str]) -> dict[str, Any] | None:
    """The translation as it will stand on its page."""
    if not letter.translation:
        return None
    told = dict(letter.translation)
    return translated(language=LANGUAGES[told.pop("language")], values=values, **told)


def _basis(letter: Any, release: Any | None) -> str:
    if letter.organisation_id is None:
        return ""
    if release is None:
        return str(letter.legal_basis)
    return f"Schweigepflichtentbindung vom {german.day(release.given_on)} gegenüber {release.organisation}"
