"""Write, change, file and throw away letters."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.rules import may_work_on
from faden.domain.client_texts.queries import texts_in
from faden.domain.client_texts.shipped import LANGUAGES
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.models import LegalBasis
from faden.domain.consent.queries import releases_of
from faden.domain.letters.enums import Addressee, LetterKind, LetterState
from faden.domain.letters.models import Letter
from faden.domain.letters.placeholders import PLACEHOLDERS, value_field
from faden.domain.letters.queries import (
    Translation,
    blanks_of,
    drafted,
    letterhead,
    template,
    template_of,
    translation_of,
)
from faden.domain.letters.rules import covering, may_change, may_file
from faden.domain.letters.shipped import Template
from faden.domain.organisations.models import Organisation
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit, take_turns
from faden.kernel.access.errors import Conflict, Invalid, NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.files.enums import FileKind
from faden.kernel.files.operations import store
from faden.lib.file_content import Upload

LETTER = ("address", "law")
LONGEST_VALUE = 4000
#: What a filed letter is among the documents.
FILED_AS = {LetterKind.CERTIFICATE: FileKind.CERTIFICATE}


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
    law: LegalBasis | None = None,
    language: str = "",
    letter_id: UUID | None = None,
) -> Letter:
    """Write a letter from a template; it keeps the text as it is today. Nothing leaves before it is filed.

    :param values: by the name of the placeholder
    :param law: the norm a letter to an organisation rests on; None: a release
    :param language: of the translation that is enclosed; empty for German alone
    :param letter_id: made by the form, so that a form sent twice writes one letter
    :raises Invalid: no address, no organisation where one is meant, or a value that is no letter any more
    """
    if letter_id:
        take_turns("letter", letter_id)
        if written := Letter.objects.filter(id=letter_id, case=case, author_id=actor.id).first():
            return written
    case = hold(case, may_work_on, actor=actor, today=today)
    found = template(key)
    if not found.is_offered or found.kind == LetterKind.LETTERHEAD:
        raise NotVisible
    _check(found.addressee, organisation, address, values)
    letter = drafted(
        case,
        found,
        letterhead(),
        address=address,
        values=values,
        author_id=actor.id,
        today=today,
        translation=_translation(found, language),
    )
    letter.id = letter_id or letter.id
    letter.organisation = organisation if found.addressee == Addressee.ORGANISATION else None
    letter.law, letter.legal_basis = law, str(law or "")
    letter.save(force_insert=True)
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
    law: LegalBasis | None = None,
    language: str | None = None,
) -> Letter:
    """Change what was filled in.

    :param language: of the translation that is enclosed; None leaves it as it is
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
        law=law,
        legal_basis=str(law or ""),
        translation=letter.translation if language is None else _retranslated(letter, language),
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
    release = covering(releases, letter, today)
    if letter.organisation is not None:
        pass_on(
            case=case,
            kind=TransferKind.LETTER,
            organisation=letter.organisation,
            contained=f"Brief „{letter.title}“",
            about=None,
            basis=letter.law or release,
            origin_id=letter.id,
            actor=actor,
            on=today,
        )
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


def _translation(found: Template, language: str) -> Translation | None:
    """The translation to be enclosed with a letter.

    :raises Invalid: there is none
    """
    if not language:
        return None
    told = translation_of(found, texts_in(language)) if language in LANGUAGES else None
    if told is None:
        raise Invalid({"language": "In dieser Sprache gibt es für diesen Brief keine Übersetzung."})
    return told


def _retranslated(letter: Letter, language: str) -> dict[str, object] | None:
    """The translation of a draft; the one that is there stays as it was written."""
    if letter.translation and letter.translation["language"] == language:
        return dict(letter.translation)
    told = _translation(template_of(letter), language)
    return asdict(told) if told else None


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


def _filled_in(letter: Letter) -> dict[str, tuple[str, object]]:
    """What stands in the blanks now, by the names under which they travel."""
    stands: dict[str, tuple[str, object]] = {
        value_field(number): (name, letter.values.get(name, ""))
        for number, name in enumerate(blanks_of(letter.text), start=1)
    }
    return {**stands, "address": ("Anschrift", letter.address), "law": ("Rechtsgrundlage", letter.law)}
