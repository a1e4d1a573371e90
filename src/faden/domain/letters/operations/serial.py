"""The same letter to the clients of many cases."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.client_texts.shipped import reading_language
from faden.domain.letters.enums import Addressee
from faden.domain.letters.models import Letter
from faden.domain.letters.operations.writing import file_letter, write_letter
from faden.domain.letters.placeholders import to_fill_in
from faden.domain.letters.queries import client_address, known_values, site_name, template, translations_of
from faden.domain.letters.shipped import Template
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import AccessError, Invalid, Refused
from faden.lib import german

ONLY_CLIENTS = "An viele zugleich gehen nur Briefe an Klientinnen und Klienten."
CHANGED = "Der Fall wurde gerade geändert. Bitte sehen Sie ihn noch einmal an."


@dataclass(frozen=True)
class NotWritten:
    """A case without its letter, and why."""

    case: Case
    reason: str


@dataclass(frozen=True)
class Written:
    """What became of a letter to many: those that are filed, and why the others are not."""

    filed: tuple[Letter, ...]
    left_out: tuple[NotWritten, ...]


@transaction.atomic
def write_serial_letter(
    *,
    cases: Iterable[Case],
    key: str,
    values: Mapping[str, str],
    typeset: Callable[[Letter], bytes],
    actor: Actor,
    today: date,
    round_id: UUID | None = None,
    translated: bool = False,
) -> Written:
    """Write and file the same letter to the clients of many cases; each by the rules of its own case.

    :param values: what is the same in all; what is known of each case comes from the case
    :param typeset: draws up the PDF of a letter
    :param round_id: made by the form, so that a form sent twice writes one letter to each
    :param translated: with the translation, where there is one in the client's language
    :raises Invalid: the template is for organisations, what it is for is not said, or there is no case
    """
    found, here = template(key), site_name()
    _check(found, values)
    languages = {one.language for one in translations_of(found)} if translated else set()
    filed, left_out = list[Letter](), list[NotWritten]()
    for case in cases:
        told = {**known_values(case, None, today, here=here), **{name: text for name, text in values.items() if text}}
        spoken = reading_language(case.person.language)
        own_id = uuid5(round_id, str(case.id)) if round_id else None
        try:
            with transaction.atomic():
                letter = write_letter(
                    case=case,
                    key=key,
                    address=client_address(case),
                    values=told,
                    actor=actor,
                    today=today,
                    language=spoken if spoken in languages else "",
                    letter_id=own_id,
                )
                if letter.filed_on is None:
                    letter = file_letter(
                        letter=letter, version=letter.version, pdf=typeset(letter), actor=actor, today=today
                    )
            filed.append(letter)
        except AccessError as error:
            left_out.append(NotWritten(case, _why(error)))
    if not filed and not left_out:
        raise Invalid({"": "Bitte wählen Sie mindestens einen Fall."})
    return Written(tuple(filed), tuple(left_out))


def _check(found: Template, values: Mapping[str, str]) -> None:
    if found.addressee != Addressee.CLIENT:
        raise Invalid({"key": ONLY_CLIENTS})
    if missing := [name for name in to_fill_in(found.kind) if not values.get(name)]:
        raise Invalid({"values": f"Bitte füllen Sie noch aus: {german.join(missing)}."})


def _why(error: AccessError) -> str:
    match error:
        case Refused():
            return error.reason
        case Invalid():
            return next(iter(error.errors.values()))
        case _:
            return CHANGED
