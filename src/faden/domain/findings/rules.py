"""Who may report, bundle, describe and move."""

from faden.domain.findings.enums import GapAct, GapState, ThemeAct
from faden.domain.findings.models import GapReport, Theme
from faden.domain.findings.transitions import BY_DECISION, ENDED, GAP, THEME
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule

REPORTERS = (Role.CASE_MANAGER, Role.COORDINATOR, Role.LEAD, Role.PARTNER, Role.RESIDENCE_OFFICER)
BUNDLERS = (Role.COORDINATOR, Role.LEAD)

_ONLY_BUNDLERS = "Meldungen und Themen bearbeiten die Koordination und die KIM-Leitung."
_NOT_NOW_GAP = {
    GapAct.REVIEW: "In Prüfung nehmen lässt sich nur eine neue oder eine beantwortete Meldung.",
    GapAct.JOIN: "Die Meldung gehört schon zu einem Thema oder ist beantwortet.",
    GapAct.DETACH: "Die Meldung gehört zu keinem Thema.",
    GapAct.ANSWER: "Beantworten lässt sich nur eine Meldung, die zu keinem Thema gehört und noch keine Antwort hat.",
}


@rule
def may_report(actor: Actor) -> str | None:
    """Whoever meets the gaps in the daily work; members and assistants bring them in through the coordination."""
    if not actor.has(*REPORTERS):
        return "Systemlücken melden Case Management, Koordination, Leitung, Partnerorganisationen und Behörden."
    return None


@rule
def may_bundle(actor: Actor) -> str | None:
    """Read all reports, join and answer them: coordination and lead (domain.md 3)."""
    return None if actor.has(*BUNDLERS) else _ONLY_BUNDLERS


@rule
def may_work_on(actor: Actor, gap: GapReport, act: GapAct) -> str | None:
    """One act on a report, as its state allows."""
    if not actor.has(*BUNDLERS):
        return _ONLY_BUNDLERS
    if not GAP.may(GapState(gap.state), act):
        return _NOT_NOW_GAP[act]
    return None


@rule
def may_describe(actor: Actor, theme: Theme) -> str | None:
    """Change the words of a theme, its places, its indicator; take reports in or out."""
    if not actor.has(*BUNDLERS):
        return _ONLY_BUNDLERS
    if theme.state in ENDED:
        return "Das Thema ist beendet. Nehmen Sie es zuerst wieder auf."
    return None


@rule
def may_move(actor: Actor, theme: Theme, act: ThemeAct) -> str | None:
    """The next step of a theme, by those who work on it."""
    if not actor.has(*BUNDLERS):
        return _ONLY_BUNDLERS
    if act in BY_DECISION:
        return "Über ein Thema wird in einer Sitzung beschlossen. Bringen Sie es vor ein Gremium."
    return _why_not_now(theme, act)


@rule
def may_note_decision(actor: Actor, theme: Theme) -> str | None:
    """A decision taken in a meeting moves the theme, also when the assistant writes the minutes."""
    if not actor.has(*BUNDLERS, Role.ASSISTANT):
        return "Beschlüsse halten Koordination, KIM-Leitung und Verwaltungsassistenz fest."
    return _why_not_now(theme, ThemeAct.DECIDE)


def _why_not_now(theme: Theme, act: ThemeAct) -> str | None:
    if not THEME.may(theme.state_now, act):
        return f"„{act.label}“ geht nicht, solange das Thema „{theme.state_now.label}“ ist."
    return None


@rule
def may_tell_reporters(actor: Actor, theme: Theme) -> str | None:
    """Tell those who reported what became of it; there must be somebody to tell."""
    if not actor.has(*BUNDLERS):
        return _ONLY_BUNDLERS
    if not theme.evidence_gaps:
        return "Zu diesem Thema gehört noch keine Meldung."
    return None
