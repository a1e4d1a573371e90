"""Who keeps templates, and what lets a letter leave."""

import re
from collections.abc import Iterable
from datetime import date

from faden.domain.cases.calculation import Circle
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.letters.enums import LetterAct, LetterKind, LetterState
from faden.domain.letters.models import Letter
from faden.domain.letters.placeholders import REQUIRED
from faden.domain.letters.transitions import LETTER
from faden.domain.organisations.enums import OrganisationKind
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule
from faden.lib import german

KEEPERS = (Role.ADMIN, Role.COORDINATOR, Role.LEAD)
#: A legal basis names a norm: § 8a SGB VIII, Art. 6 Abs. 1 DSGVO.
NORM = re.compile(r"(§|Art\.?)\s*\d")


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
def may_file(actor: Actor, letter: Letter, circle: Circle, consents: Iterable[Consent], on: date) -> str | None:
    """Filed, it goes out: to an organisation only by the responsible one, on a release or a legal basis."""
    if reason := may_change(letter):
        return reason
    if missing := [name for name in REQUIRED[LetterKind(letter.kind)] if not letter.values.get(name)]:
        return f"Bitte füllen Sie noch aus: {german.join(missing)}."
    if letter.organisation is None:
        return None
    if not circle.is_led_by(actor.id):
        return "Briefe an Organisationen legt nur die fallführende Person ab: Damit verlassen Angaben den Fall."
    if covering(consents, letter, on) is not None:
        return None
    name = letter.organisation.name
    if letter.organisation.kind == OrganisationKind.RESIDENCE_AUTHORITY:
        return f"Es fehlt eine gültige Schweigepflichtentbindung gegenüber „{name}“. Ohne sie geht dorthin nichts."
    if NORM.search(letter.legal_basis):
        return None
    return (
        f"Es fehlt eine gültige Schweigepflichtentbindung gegenüber „{name}“. Lassen Sie sie unterschreiben, "
        "oder nennen Sie die Rechtsgrundlage, zum Beispiel „§ 8a SGB VIII“."
    )


def covering(consents: Iterable[Consent], letter: Letter, on: date) -> Consent | None:
    """The release on which this letter may go to its organisation."""
    for consent in consents:
        towards = consent.kind == ConsentKind.RELEASE and consent.organisation_id == letter.organisation_id
        if towards and consent.is_valid_on(on):
            return consent
    return None
