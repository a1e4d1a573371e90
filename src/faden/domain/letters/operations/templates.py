"""Keep the templates that letters are written from."""

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from faden.domain.letters.calculation import text_problems
from faden.domain.letters.enums import Addressee, LetterKind
from faden.domain.letters.models import LetterTemplateVersion
from faden.domain.letters.queries import as_template
from faden.domain.letters.rules import may_keep_templates
from faden.domain.letters.shipped import LETTERHEAD, Template, shipped
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import take_turns
from faden.kernel.access.errors import Conflict, Invalid
from faden.kernel.audit import operations as audit


class Wording(TypedDict):
    """What a template says, to whom, and whether letters can be written from it."""

    title: str
    kind: LetterKind
    addressee: Addressee
    subject: str
    body: str
    is_offered: bool


@transaction.atomic
def save_template(*, key: str, version: int, actor: Actor, now: datetime, **wording: Unpack[Wording]) -> Template:
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
        wording["kind"], wording["is_offered"] = LetterKind.LETTERHEAD, True
    elif wording["kind"] == LetterKind.LETTERHEAD:
        raise Invalid({"kind": "Es gibt nur einen Briefkopf."})
    if wrong := text_problems(wording["kind"], wording["subject"], wording["body"]):
        raise Invalid(wrong)
    row = LetterTemplateVersion(key=key, number=version + 1, **_columns(wording), author_id=actor.id, written_at=now)
    row.save(force_insert=True)
    audit.record("letter_template.saved", actor=actor, subject=row, key=key, number=row.number, offered=row.is_offered)
    return as_template(row)


@transaction.atomic
def add_template(*, actor: Actor, now: datetime, version: int = 0, **wording: Unpack[Wording]) -> Template:
    """Save a new template under a key made of its title; the same form sent twice saves it once.

    :raises Refused: not somebody who keeps templates
    :raises Invalid: as ``save_template``
    """
    may_keep_templates.check(actor)
    take_turns("letter_template", "new")
    same = LetterTemplateVersion.objects.filter(**_columns(wording), number=1, author_id=actor.id)
    if (saved := same.first()) is not None and LetterTemplateVersion.objects.filter(key=saved.key).count() == 1:
        return as_template(saved)
    return save_template(key=_free_key(wording["title"]), version=version, actor=actor, now=now, **wording)


def _columns(wording: Wording) -> dict[str, Any]:
    """As it is stored: without blanks around it."""
    bare = {"title": wording["title"].strip(), "subject": wording["subject"].strip(), "body": wording["body"].strip()}
    return {**wording, **bare}


def _free_key(title: str) -> str:
    """A key for a new template, made of its title and taken by none."""
    stem = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in title.lower())
    stem = "-".join(filter(None, stem.split("-")))[:50] or "vorlage"
    taken = {*shipped(), *LetterTemplateVersion.objects.filter(key__startswith=stem).values_list("key", flat=True)}
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _wording(newest: LetterTemplateVersion | None) -> dict[str, tuple[str, object]]:
    stored = {"title": "Bezeichnung", "subject": "Betreff", "body": "Text"}
    return {name: (label, getattr(newest, name)) for name, label in stored.items()} if newest else {}
