"""Reading templates and letters, and what blanks are filled with."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from faden.domain.cases.models import Case
from faden.domain.cases.story import Piece
from faden.domain.client_texts.queries import Texts, all_texts
from faden.domain.client_texts.shipped import SOURCE, reading_language
from faden.domain.client_texts.shipped import shipped as shipped_texts
from faden.domain.letters.enums import Addressee, LetterKind, LetterState
from faden.domain.letters.models import Letter, LetterTemplateVersion
from faden.domain.letters.placeholders import PLACEHOLDERS
from faden.domain.letters.shipped import LETTERHEAD, Template, shipped, text_keys
from faden.domain.organisations.models import Organisation
from faden.domain.places.queries import site
from faden.kernel.access.errors import NotVisible
from faden.kernel.identity.models import Account
from faden.lib import german
from faden.lib.letter_text import placeholders

#: Which text says that the German letter counts.
NOTE = "letter.translation"
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
    rows = Letter.objects.filter(case_id=case.id).select_related(
        "organisation", "author", "document", "signed", "law", "release__organisation"
    )
    return list(rows.order_by("-written_on", "-id"))


def letter_of(case: Case, letter_id: UUID) -> Letter:
    """One letter of this case.

    :raises NotVisible: there is none
    """
    found = next((one for one in letters_of(case) if one.id == letter_id), None)
    if found is None:
        raise NotVisible
    return found


def filed_letters(ids: Iterable[UUID]) -> list[Letter]:
    """Filed letters to clients, in the order of these identifiers; what the actor does not see is not among them."""
    wanted = list(ids)
    rows = Letter.objects.filter(id__in=wanted, state=LetterState.FILED, organisation=None)
    found = {one.id: one for one in rows.select_related("case__person", "case__manager", "document")}
    return [found[one] for one in wanted if one in found]


def for_clients() -> list[Template]:
    """What a letter to many clients at once can be written from."""
    return [one for one in offered() if one.addressee == Addressee.CLIENT]


def template_of(letter: Letter) -> Template:
    """The template as a letter has kept it."""
    return Template(
        key=letter.template_key,
        number=letter.template_number,
        title=letter.title,
        kind=LetterKind(letter.kind),
        addressee=Addressee.ORGANISATION if letter.organisation_id else Addressee.CLIENT,
        subject=letter.subject,
        body=letter.body,
    )


@dataclass(frozen=True)
class Translation:
    """What is enclosed with a letter in the client's language, as it was when the letter was written.

    :param note: that the German text counts
    """

    language: str
    subject: str
    body: str
    note: str
    is_reviewed: bool


def translation_of(found: Template, texts: Texts) -> Translation | None:
    """The template in another language; there is one only for the shipped wording, not for the office's own."""
    subject, body = text_keys(found.key)
    if not _is_as_shipped(found) or texts.language.tag == SOURCE:
        return None
    phrases = [texts.phrases[key] for key in (subject, body, NOTE)]
    return Translation(
        language=texts.language.tag,
        subject=texts[subject],
        body=texts[body],
        note=texts[NOTE],
        is_reviewed=all(phrase.is_reviewed for phrase in phrases),
    )


def translations_of(found: Template) -> list[Translation]:
    """All languages in which a template can stand beside German: one statement, none where there is no other."""
    if not _is_as_shipped(found):
        return []
    return [one for one in (translation_of(found, texts) for texts in all_texts()) if one]


def _is_as_shipped(found: Template) -> bool:
    """Whether it says what was translated."""
    subject, body = (shipped_texts(SOURCE).get(key) for key in text_keys(found.key))
    return (found.subject, found.body) == (subject, body)


def blanks_of(text: str) -> list[str]:
    """The placeholders that whoever writes the letter looks at: what the text uses, the known ones first."""
    used = [name for name in placeholders(text) if name in PLACEHOLDERS]
    return sorted(used, key=lambda name: not PLACEHOLDERS[name].is_known)


def drafted(
    case: Case,
    found: Template,
    head: Template,
    *,
    address: str,
    values: Mapping[str, str],
    author_id: UUID,
    today: date,
    translation: Translation | None = None,
) -> Letter:
    """The letter as it would be written; nothing is stored."""
    return Letter(
        case=case,
        template_key=found.key,
        template_number=found.number,
        title=found.title,
        kind=found.kind,
        subject=found.subject,
        body=found.body,
        head=f"{head.subject}\n{head.body}",
        address=address.strip(),
        values={name: values.get(name, "").strip() for name in blanks_of(found.text)},
        translation=asdict(translation) if translation else None,
        author_id=author_id,
        written_on=today,
    )


def drafted_for_many(
    cases: Iterable[Case],
    key: str,
    values: Mapping[str, str],
    *,
    author_id: UUID,
    today: date,
    translated: bool = False,
) -> list[Letter]:
    """A letter to many clients as it would be written to each; nothing is stored, and the statements stay the same.

    :param values: what is the same in all
    :param translated: with the translation, where there is one in the client's language
    """
    found, head, here = template(key), letterhead(), site_name()
    others = {one.language: one for one in translations_of(found)} if translated else {}
    common = {name: text for name, text in values.items() if text}
    return [
        drafted(
            case,
            found,
            head,
            address=client_address(case),
            values={**known_values(case, None, today, here=here), **common},
            author_id=author_id,
            today=today,
            translation=others.get(reading_language(case.person.language)),
        )
        for case in cases
    ]


def empty_in(letter: Letter) -> list[str]:
    """The placeholders of a letter that have no value."""
    return [name for name in blanks_of(letter.text) if not letter.values.get(name)]


def unknown_in(letter: Letter) -> list[str]:
    """What the product should know of the case and does not."""
    return [name for name in empty_in(letter) if PLACEHOLDERS[name].is_known]


def client_address(case: Case) -> str:
    """Where a letter to the client goes, as far as the case knows."""
    return f"{case.person.full_name}\n{case.municipality.name}"


def known_values(
    case: Case, organisation: Organisation | None, today: date, *, here: str | None = None
) -> dict[str, str]:
    """What the product knows of the case; what it does not know stays empty.

    :param here: the name of the site, if it has been read already
    """
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
        **office_values(case.manager, here),
    }


def site_name() -> str:
    """What the office is called, as far as it is known."""
    here = site()
    return here.name if here else ""


def office_values(manager: Account, here: str | None = None) -> dict[str, str]:
    """What the letterhead can say."""
    return {
        "Fallführung": manager.name,
        "Funktion": manager.function,
        "E-Mail": manager.email,
        "Standort": site_name() if here is None else here,
    }
