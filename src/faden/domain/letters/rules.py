"""Who keeps templates, and what lets a letter leave."""

from collections.abc import Iterable, Sequence
from datetime import date

from faden.domain.cases.calculation import Circle
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.models import Consent
from faden.domain.consent.queries import why_not
from faden.domain.consent.rules import covering as releases_towards
from faden.domain.consent.rules import may_carry, purpose_towards
from faden.domain.letters.enums import LetterAct, LetterKind, LetterState
from faden.domain.letters.models import Letter
from faden.domain.letters.placeholders import REQUIRED
from faden.domain.letters.transitions import LETTER
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule
from faden.lib import german

KEEPERS = (Role.ADMIN, Role.COORDINATOR, Role.LEAD)


@rule
def may_keep_templates(actor: Actor) -> str | None:
    """The wording of the office's letters: those who run it."""
    if actor.has(*KEEPERS):
        return None
    return "Briefvorlagen pflegen Koordination, KIM-Leitung und Administration."


@rule
def may_change(letter: Letter) -> str | None:
    """What is filed stays as it is."""
    if LETTER.may(LetterState(letter.state), LetterAct.FILE):
        return None
    return "Der Brief ist abgelegt und ändert sich nicht mehr."


@rule
def may_file(actor: Actor, letter: Letter, circle: Circle, consents: Sequence[Consent], on: date) -> str | None:
    """Filed, it goes out: to an organisation only by the responsible one, on a release or the norm it names."""
    if reason := may_change(letter):
        return reason
    if missing := [name for name in REQUIRED[LetterKind(letter.kind)] if not letter.values.get(name)]:
        return f"Bitte füllen Sie noch aus: {german.join(missing)}."
    if letter.organisation is None:
        return None
    if not circle.is_led_by(actor.id):
        return "Briefe an Organisationen legt nur die fallführende Person ab: Damit verlassen Angaben den Fall."
    if letter.law is not None:
        return may_carry(letter.law, TransferKind.LETTER, letter.organisation, on)
    if covering(consents, letter, on) is not None:
        return None
    purpose = purpose_towards(letter.organisation)
    return why_not(consents, letter.organisation, about=None, purpose=purpose)


def covering(consents: Iterable[Consent], letter: Letter, on: date) -> Consent | None:
    """The release on which this letter may go to its organisation, unless it names a norm; its author keeps to it."""
    if letter.organisation is None or letter.law is not None:
        return None
    return next(iter(releases_towards(consents, letter.organisation, on, about=None)), None)
