"""Reading templates and letters, and what blanks are filled with."""

from datetime import date
from uuid import UUID

from faden.domain.cases.models import Case
from faden.domain.cases.story import Piece
from faden.domain.letters.enums import Addressee, LetterKind
from faden.domain.letters.models import Letter, LetterTemplateVersion
from faden.domain.letters.placeholders import PLACEHOLDERS
from faden.domain.letters.shipped import LETTERHEAD, Template, shipped
from faden.domain.organisations.models import Organisation
from faden.domain.places.queries import site
from faden.kernel.access.errors import NotVisible
from faden.kernel.identity.models import Account
from faden.lib import german
from faden.lib.letter_text import placeholders

STORY = Piece.beside(__file__)
KINDS = {kind: position for position, kind in enumerate(LetterKind)}


def templates() -> list[Template]:
    """Every template as it counts now, by kind and title."""
    newest = LetterTemplateVersion.objects.order_by("key", "-number").distinct("key").select_related("author")
    found = {**shipped(), **{one.key: as_template(one) for one in newest}}
    return sorted(found.values(), key=lambda one: (KINDS[one.kind], one.title))


def offered() -> list[Template]:
    """What a letter can be written from."""
    return [one for one in templates() if one.is_offered and one.kind != LetterKind.LETTERHEAD]


def template(key: str) -> Template:
    """One template as it counts now.

    :raises NotVisible: there is none
    """
    found = next((one for one in templates() if one.key == key), None)
    if found is None:
        raise NotVisible
    return found


def letterhead() -> Template:
    """The letterhead of the office."""
    return template(LETTERHEAD)


def versions_of(key: str) -> list[Template]:
    """Former wordings of a template, the newest first; the shipped one last."""
    rows = LetterTemplateVersion.objects.filter(key=key).select_related("author").order_by("-number")
    return [*map(as_template, rows), *(one for one in [shipped().get(key)] if one)]


def as_template(row: LetterTemplateVersion) -> Template:
    """A saved version, as everybody reads it."""
    return Template(
        key=row.key,
        number=row.number,
        title=row.title,
        kind=LetterKind(row.kind),
        addressee=Addressee(row.addressee),
        subject=row.subject,
        body=row.body,
        is_offered=row.is_offered,
        written_by=row.author.name,
        written_at=row.written_at,
    )


def letters_of(case: Case) -> list[Letter]:
    """The letters of a case, the newest first."""
    rows = Letter.objects.filter(case_id=case.id).select_related("organisation", "author", "document", "signed")
    return list(rows.order_by("-written_on", "-id"))


def letter_of(case: Case, letter_id: UUID) -> Letter:
    """One letter of this case.

    :raises NotVisible: there is none
    """
    found = next((one for one in letters_of(case) if one.id == letter_id), None)
    if found is None:
        raise NotVisible
    return found


def blanks_of(text: str) -> list[str]:
    """The placeholders that whoever writes the letter looks at: what the text uses, the known ones first."""
    used = [name for name in placeholders(text) if name in PLACEHOLDERS]
    return sorted(used, key=lambda name: not PLACEHOLDERS[name].is_known)


def known_values(case: Case, organisation: Organisation | None, today: date) -> dict[str, str]:
    """What the product knows of the case; what it does not know stays empty."""
    person = case.person
    return {
        "Name": person.full_name,
        "Geburtsdatum": german.day(person.birth_date) if person.birth_date else "",
        "Kommune": case.municipality.name,
        "Fallnummer": case.number,
        "Beratung seit": german.day(case.opened_on),
        "Organisation": organisation.name if organisation else "",
        "Datum": german.day(today),
        "Zeitraum": f"{german.day(case.opened_on)} bis {german.day(case.closed_on or today)}",
        **office_values(case.manager),
    }


def office_values(manager: Account) -> dict[str, str]:
    """What the letterhead can say."""
    here = site()
    return {
        "Fallführung": manager.name,
        "Funktion": manager.function,
        "E-Mail": manager.email,
        "Standort": here.name if here else "",
    }
