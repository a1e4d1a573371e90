"""Keep templates; write, change, file and throw away letters."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.rules import may_work_on
from faden.domain.letters.calculation import text_problems
from faden.domain.letters.enums import Addressee, LetterKind, LetterState
from faden.domain.letters.models import Letter, LetterTemplateVersion
from faden.domain.letters.placeholders import PLACEHOLDERS, value_field
from faden.domain.letters.queries import as_template, blanks_of, known_values, letterhead, template
from faden.domain.letters.rules import covering, may_change, may_file, may_keep_templates
from faden.domain.letters.shipped import LETTERHEAD, Template, shipped
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.queries import releases_of
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit, take_turns
from faden.kernel.access.errors import AccessError, Conflict, Invalid, NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.files.enums import FileKind
from faden.kernel.files.operations import store
from faden.lib.file_content import Upload

LETTER = ("address", "legal_basis")
LONGEST_VALUE = 4000
#: What a filed letter is among the documents.
FILED_AS = {LetterKind.CERTIFICATE: FileKind.CERTIFICATE}


@transaction.atomic
def save_template(
    *,
    key: str,
    version: int,
    title: str,
    kind: LetterKind,
    addressee: Addressee,
    subject: str,
    body: str,
    is_offered: bool,
    actor: Actor,
    now: datetime,
) -> Template:
    """Save a new version of a template; the former ones stay.

    :param version: the number of the version the edit started from; 0 for the shipped text or a new template
    :raises Refused: not somebody who keeps templates
    :raises Invalid: a placeholder is unknown, missing or half written, each named with its line
    :raises Conflict: somebody has saved another version since
    """
    may_keep_templates.check(actor)
    take_turns("letter_template", key)
    newest = LetterTemplateVersion.objects.filter(key=key).order_by("-number").first()
    if (newest.number if newest else 0) != version:
        raise Conflict(newest, _wording(newest))
    if key == LETTERHEAD:
        kind, is_offered = LetterKind.LETTERHEAD, True
    elif kind == LetterKind.LETTERHEAD:
        raise Invalid({"kind": "Es gibt nur einen Briefkopf."})
    if wrong := text_problems(kind, subject, body):
        raise Invalid(wrong)
    row = LetterTemplateVersion(
        key=key,
        number=version + 1,
        title=title.strip(),
        kind=kind,
        addressee=addressee,
        subject=subject.strip(),
        body=body.strip(),
        is_offered=is_offered,
        author_id=actor.id,
        written_at=now,
    )
    row.save(force_insert=True)
    audit.record("letter_template.saved", actor=actor, subject=row, key=key, number=row.number, offered=is_offered)
    return as_template(row)


def free_key(*, title: str) -> str:
    """A key for a new template, made of its title and taken by none."""
    stem = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in title.lower())
    stem = "-".join(filter(None, stem.split("-")))[:50] or "vorlage"
    taken = {*shipped(), *LetterTemplateVersion.objects.filter(key__startswith=stem).values_list("key", flat=True)}
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


@transaction.atomic
def write_letter(
    *,
    case: Case,
    key: str,
    address: str,
    values: Mapping[str, str],
    actor: Actor,
    today: date,
    organisation: Organisation | None = None,
    legal_basis: str = "",
) -> Letter:
    """Write a letter from a template; it keeps the text as it is today. Nothing leaves before it is filed.

    :param values: by the name of the placeholder
    :raises Invalid: no address, no organisation where one is meant, or a value that is no letter any more
    """
    case = hold(case, may_work_on, actor=actor, today=today)
    found = template(key)
    if not found.is_offered or found.kind == LetterKind.LETTERHEAD:
        raise NotVisible
    _check(found.addressee, organisation, address, values)
    used = blanks_of(found.text)
    head = letterhead()
    letter = Letter.objects.create(
        case=case,
        template_key=key,
        template_number=found.number,
        title=found.title,
        kind=found.kind,
        subject=found.subject,
        body=found.body,
        head=f"{head.subject}\n{head.body}",
        organisation=organisation if found.addressee == Addressee.ORGANISATION else None,
        address=address.strip(),
        values={name: values.get(name, "").strip() for name in used},
        legal_basis=legal_basis.strip(),
        author_id=actor.id,
        written_on=today,
    )
    audit.record("letter.written", actor=actor, subject=letter, template=key, number=found.number, to=organisation)
    return letter


@transaction.atomic
def change_letter(
    *,
    letter: Letter,
    version: int,
    address: str,
    values: Mapping[str, str],
    actor: Actor,
    today: date,
    organisation: Organisation | None = None,
    legal_basis: str = "",
) -> Letter:
    """Change what was filled in.

    :raises Conflict: somebody has changed it since
    :raises Refused: it is filed
    """
    hold(letter.case, may_work_on, actor=actor, today=today)
    to_organisation = Addressee.ORGANISATION if letter.organisation_id else Addressee.CLIENT
    letter = lock(letter)
    may_change.check(letter)
    if letter.version != version:
        raise Conflict(letter, _filled_in(letter))
    _check(to_organisation, organisation, address, values)
    save_edit(
        letter,
        address=address.strip(),
        organisation=organisation if to_organisation == Addressee.ORGANISATION else None,
        values={**letter.values, **{name: text.strip() for name, text in values.items() if name in letter.values}},
        legal_basis=legal_basis.strip(),
    )
    audit.record("letter.changed", actor=actor, subject=letter, to=organisation)
    return letter


@transaction.atomic
def file_letter(*, letter: Letter, version: int, pdf: bytes, actor: Actor, today: date) -> Letter:
    """File exactly the letter that was previewed.

    :param pdf: as it was typeset from this version
    :raises Refused: no release and no legal basis; not the responsible case manager
    :raises Conflict: it has been changed since it was looked at
    """
    case = hold(letter.case, may_work_on, actor=actor, today=today)
    letter = lock(letter, version=version, fields=LETTER)
    releases = releases_of(case.person_id, on=today)
    may_file.check(actor, letter, circle_of(case, today), releases, today)
    release = covering(releases, letter, today) if letter.organisation_id else None
    document = store(
        name=f"{letter.title} {today:%Y-%m-%d}.pdf",
        content=pdf,
        subject=case.id,
        kind=FILED_AS.get(LetterKind(letter.kind), FileKind.LETTER),
        actor=actor,
    )
    save_edit(letter, state=LetterState.FILED, filed_on=today, document=document, release=release)
    audit.record(
        "letter.filed", actor=actor, subject=letter, to=letter.organisation, release=release,
        on_law=bool(letter.organisation_id and release is None),
    )  # fmt: skip
    return letter


@transaction.atomic
def discard_letter(*, letter: Letter, actor: Actor, today: date) -> None:
    """Throw a draft away.

    :raises Refused: it is filed
    """
    hold(letter.case, may_work_on, actor=actor, today=today)
    letter = lock(letter)
    may_change.check(letter)
    audit.record("letter.discarded", actor=actor, subject=letter, template=letter.template_key)
    letter.delete()


@transaction.atomic
def file_signed(*, letter: Letter, upload: Upload, actor: Actor, today: date) -> Letter:
    """File the signed sheet, scanned or photographed, beside the letter.

    :raises Invalid: not filed yet, or nothing that is taken
    """
    case = hold(letter.case, may_work_on, actor=actor, today=today)
    letter = lock(letter)
    if letter.state != LetterState.FILED:
        raise Invalid({"upload": "Legen Sie den Brief zuerst ab."})
    signed = store(
        name=f"{letter.title} unterschrieben {today:%Y-%m-%d}.x",
        content=upload.content,
        subject=case.id,
        kind=FILED_AS.get(LetterKind(letter.kind), FileKind.LETTER),
        actor=actor,
        field="upload",
    )
    save_edit(letter, signed=signed)
    audit.record("letter.signed_filed", actor=actor, subject=letter)
    return letter


@dataclass(frozen=True)
class Written:
    """What became of a letter to many: those that are filed, and why the others are not."""

    filed: tuple[Letter, ...]
    refused: tuple[tuple[UUID, str], ...]


@transaction.atomic
def write_serial_letter(
    *,
    cases: Iterable[Case],
    key: str,
    values: Mapping[str, str],
    typeset: Callable[[Letter], bytes],
    actor: Actor,
    today: date,
) -> Written:
    """Write and file the same letter to the clients of many cases; each by the rules of its own case.

    :param values: what is the same in all; what is known of each case comes from the case
    :param typeset: draws up the PDF of a letter
    :raises Invalid: the template is for organisations
    """
    if template(key).addressee != Addressee.CLIENT:
        raise Invalid({"key": "An viele zugleich gehen nur Briefe an Klientinnen und Klienten."})
    filed: list[Letter] = []
    refused: list[tuple[UUID, str]] = []
    for case in cases:
        told = {**known_values(case, None, today), **{name: text for name, text in values.items() if text}}
        address = f"{case.person.full_name}\n{case.municipality.name}"
        try:
            with transaction.atomic():
                letter = write_letter(case=case, key=key, address=address, values=told, actor=actor, today=today)
                filed.append(file_letter(letter=letter, version=1, pdf=typeset(letter), actor=actor, today=today))
        except AccessError as error:
            refused.append((case.id, str(error)))
    return Written(tuple(filed), tuple(refused))


def _check(addressee: Addressee, organisation: Organisation | None, address: str, values: Mapping[str, str]) -> None:
    errors = {}
    if addressee == Addressee.ORGANISATION and organisation is None:
        errors["organisation"] = "Bitte wählen Sie, an welche Organisation der Brief geht."
    if not address.strip():
        errors["address"] = "Bitte geben Sie die Anschrift an."
    for name, text in values.items():
        if name in PLACEHOLDERS and len(text) > LONGEST_VALUE:
            errors[name] = f"Bitte höchstens {LONGEST_VALUE} Zeichen."
    if errors:
        raise Invalid(errors)


def _wording(newest: LetterTemplateVersion | None) -> dict[str, tuple[str, object]]:
    stored = {"title": "Bezeichnung", "subject": "Betreff", "body": "Text"}
    return {name: (label, getattr(newest, name)) for name, label in stored.items()} if newest else {}


def _filled_in(letter: Letter) -> dict[str, tuple[str, object]]:
    """What stands in the blanks now, by the names under which they travel."""
    stands: dict[str, tuple[str, object]] = {
        value_field(number): (name, letter.values.get(name, ""))
        for number, name in enumerate(blanks_of(letter.text), start=1)
    }
    return {**stands, "address": ("Anschrift", letter.address), "legal_basis": ("Rechtsgrundlage", letter.legal_basis)}
