"""Approve translations, or mend and approve them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from faden.domain.client_texts.models import TextReview
from faden.domain.client_texts.rules import may_review_texts
from faden.domain.client_texts.shipped import SOURCE, TRANSLATIONS, fingerprint, placeholders, shipped
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.audit import operations as audit
from faden.lib.german import join


@dataclass(frozen=True)
class Approval:
    """A translation as the reviewer has left it.

    :param source: fingerprint of the German text the reviewer has read
    :param after: the review the reviewer has seen, None when there was none
    """

    key: str
    text: str
    source: str
    after: UUID | None


@transaction.atomic
def approve_texts(*, language: str, approvals: Sequence[Approval], actor: Actor, now: datetime) -> Sequence[TextReview]:
    """Say that these translations are right, as they stand here: all of them, or none.

    :raises Invalid: at each key: no words, other placeholders than in German, or somebody was faster
    :raises Refused: the actor may not review
    """
    may_review_texts.check(actor)
    if language not in TRANSLATIONS or any(one.key not in shipped(SOURCE) for one in approvals):
        raise NotVisible
    if not approvals:
        raise Invalid({"": "Bitte ankreuzen, welche Texte geprüft sind."})
    newest = _newest(language)
    wrong = {one.key: reason for one in approvals if (reason := _wrong(one, newest.get(one.key)))}
    if wrong:
        raise Invalid(wrong)
    return [_approve(language, one, actor, now) for one in approvals]


def _newest(language: str) -> dict[str, UUID]:
    # One reviewer of a language at a time: the second one waits, and then sees what the first one has done.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"faden.texts.{language}"])
    rows = TextReview.objects.filter(language=language).order_by("key", "-reviewed_at", "-id").distinct("key")
    return dict(rows.values_list("key", "id"))


def _approve(language: str, approval: Approval, actor: Actor, now: datetime) -> TextReview:
    key, text = approval.key, approval.text.strip()
    review = TextReview.objects.create(
        language=language,
        key=key,
        german=shipped(SOURCE)[key],
        source=approval.source,
        text=text,
        reviewed_by_id=actor.id,
        reviewed_at=now,
    )
    mended = text != shipped(language)[key]
    audit.record("client_text.approved", actor=actor, subject=review, language=language, text=key, mended=mended)
    return review


def _wrong(approval: Approval, newest: UUID | None) -> str | None:
    german, text = shipped(SOURCE)[approval.key], approval.text.strip()
    if approval.source != fingerprint(approval.key):
        return f"Der deutsche Text ist inzwischen ein anderer: „{german}“"
    if newest != approval.after:
        return "Inzwischen hat jemand diesen Text geprüft. Bitte die Seite neu laden und vergleichen."
    if not text:
        return "Ohne Text kann nichts geprüft werden."
    wanted, found = placeholders(german), placeholders(text)
    return None if wanted == found else _told(wanted, found)


def _told(wanted: frozenset[str], found: frozenset[str]) -> str:
    missing = [f"{{{name}}}" for name in sorted(wanted - found)]
    extra = [f"{{{name}}}" for name in sorted(found - wanted)]
    said = [f"es fehlt {join(missing)}"] * bool(missing) + [f"{join(extra)} kommt im Deutschen nicht vor"] * bool(extra)
    return f"Die Platzhalter stimmen nicht: {join(said)}."
