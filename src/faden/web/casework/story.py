"""The story of a case in words: what each event says, and how it is marked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from faden.domain.cases.enums import (
    Asked,
    CircleFunction,
    CircleScope,
    ClosingReason,
    Constellation,
    ContactKind,
    FilledBy,
    GoalState,
    MeasureState,
    Opinion,
    Phase,
    Responsible,
    Visibility,
)
from faden.domain.cases.story import Event, Kind
from faden.domain.conferences.enums import ConferenceState
from faden.domain.referrals.enums import ReferralState
from faden.domain.residence.enums import Outcome, QuestionKind, RequestState
from faden.domain.tracks.enums import StepState, TrackState
from faden.lib import german
from faden.lib.languages import language_name


def age(born_on: date, today: date) -> str:
    """``"34 Jahre"``; of a small child the months."""
    years = german.age_in_years(born_on, today)
    if years >= 2:
        return german.count(years, "Jahr", "Jahre")
    return german.count(german.whole_months(born_on, today), "Monat", "Monate")


def last_day(until: date) -> date:
    """The last day of a period that is stored by the first day after it."""
    return until - timedelta(days=1)


#: What the templates of a case need besides the environment's filters.
WORDS: dict[str, Any] = {"language_name": language_name, "age": age, "last_day": last_day}

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What an event says: a title, one line beside it, and what it says below."""

    title: str
    icon: str
    tone: str = ""
    note: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """An event as the timeline shows it.

    :param corrects: the note that the reader may correct
    :param doubts: what is said to be wrong in it, as ``number``, ``state`` and ``should_say``
    :param files: what was handed in with it, as ``id``, ``name`` and ``size``
    """

    on: date
    title: str
    icon: str
    tone: str
    note: str
    texts: tuple[str, ...]
    corrects: UUID | None = None
    referral: UUID | None = None
    request: UUID | None = None
    conference: UUID | None = None
    files: tuple[Mapping[str, Any], ...] = ()
    letter: UUID | None = None
    doubts: tuple[Mapping[str, Any], ...] = ()


def tell(event: Event, reader: UUID) -> Entry:
    """Put an event into words, for this reader."""
    told = _WORDS[event.kind](event.facts)
    own_note = event.kind == Kind.CONTACT and event.facts["author_id"] == str(reader)
    return Entry(
        on=event.on,
        title=told.title,
        icon=told.icon,
        tone=told.tone,
        note=" · ".join(part for part in (told.note, event.author) if part),
        texts=tuple(text for text in told.texts if text),
        corrects=event.id if own_note else None,
        files=tuple(event.facts.get("files", ())),
        referral=UUID(event.facts["referral_id"]) if event.kind == Kind.REFERRAL_STEP else None,
        request=UUID(event.facts["request_id"]) if event.kind == Kind.RESIDENCE_STEP else None,
        conference=UUID(event.facts["conference_id"]) if event.kind == Kind.CONFERENCE else None,
        letter=UUID(event.facts["letter_id"]) if event.kind == Kind.LETTER else None,
        doubts=tuple(event.facts.get("doubts", ())),
    )


_SEEN = {
    Visibility.AUTHOR: "nur für Sie sichtbar",
    Visibility.INSIDE: "nicht für Helfende aus Partnerorganisationen",
}


def _contact(facts: Facts) -> Told:
    parts = [german.duration(facts["minutes"])]
    if facts["language"] not in ("", "de"):
        parts.append(f"auf {language_name(facts['language'])}")
    if facts["interpreter"]:
        parts.append("mit Dolmetschen")
    if facts["corrected"]:
        parts.append("berichtigt")
    if facts.get("participants"):
        parts.append(f"dabei: {german.join(facts['participants'])}")
    if facts["visibility"] in _SEEN:
        parts.append(_SEEN[facts["visibility"]])
    return Told(ContactKind(facts["kind"]).label, "contact", "", ", ".join(parts), (facts["text"],))


def _criteria(facts: Facts) -> Told:
    decided = Constellation(facts["decided"]).label
    return Told(f"Kriterien geprüft: {decided}", "check", "", "", (facts["reason"],))


def _assessment(facts: Facts) -> Told:
    return Told(
        "Falleinschätzung", "assessment", "", german.count(facts["domains"], "Handlungsfeld", "Handlungsfelder")
    )


def _own_view(facts: Facts) -> Told:
    answers = german.count(facts["answers"], "Antwort", "Antworten")
    end = "" if facts["finished"] else "nicht beendet"
    note = (f"auf {language_name(facts['language'])}", FilledBy(facts["filled_by"]).label, answers, end)
    wish = f"Am wichtigsten: „{facts['wish']}“" if facts["wish"] else ""
    return Told("Eigene Sicht", "assessment", "", ", ".join(part for part in note if part), (wish,))


def _feedback(facts: Facts) -> Told:
    answers = [f"{one.label}: {Opinion(facts[one.value]).label}" for one in Asked if facts[one.value] is not None]
    said = f"„{facts['words']}“" if facts["words"] else ""
    note = f"auf {language_name(facts['language'])}"
    return Told("Rückmeldung der Klientin, des Klienten", "contact", "", note, (", ".join(answers), said))


def _goal(facts: Facts) -> Told:
    return Told("Ziel vereinbart", "goal", "", facts["life_domain"], (f"„{facts['words']}“",))


_GOAL_TONES = {GoalState.REACHED: "good", GoalState.PARTLY: "good", GoalState.MISSED: "warning"}


def _goal_step(facts: Facts) -> Told:
    after = GoalState(facts["after"])
    texts = [f"„{facts['words']}“"]
    if facts["former_words"]:
        texts.append(f"Bisher: „{facts['former_words']}“")
    if facts["before"] == facts["after"]:
        return Told("Ziel neu gefasst", "goal", "", "", tuple(texts))
    return Told(f"Ziel: {after.label}", "goal", _GOAL_TONES.get(after, ""), "", tuple(texts))


def _measure(facts: Facts) -> Told:
    who = facts["organisation"] or Responsible(facts["responsible"]).label
    due = f"bis {german.day(date.fromisoformat(facts['due_on']))}" if facts["due_on"] else ""
    return Told(f"Maßnahme geplant: {facts['title']}", "measure", "", ", ".join(part for part in (who, due) if part))


_MEASURE_LOOK = {
    MeasureState.WAITING: ("waiting", "warning"),
    MeasureState.ACTIVE: ("measure", ""),
    MeasureState.DONE: ("check", "good"),
    MeasureState.ABORTED: ("cross", "bad"),
}


def _measure_step(facts: Facts) -> Told:
    after = MeasureState(facts["after"])
    icon, tone = _MEASURE_LOOK.get(after, ("measure", ""))
    hindered = f"Hürde: {facts['barrier']}" if facts["barrier"] else ""
    return Told(f"Maßnahme {after.label}: {facts['title']}", icon, tone, "", (hindered, facts["remark"]))


def _barrier(facts: Facts) -> Told:
    return Told(f"Hürde: {facts['barrier']}", "barrier", "warning", "", (facts["remark"],))


def _barrier_overcome(facts: Facts) -> Told:
    return Told(f"Hürde überwunden: {facts['barrier']}", "barrier", "good")


def _constellation(facts: Facts) -> Told:
    return Told(f"Jetzt {Constellation(facts['after']).label}", "change", "", "", (facts["reason"],))


def _phase(facts: Facts) -> Told:
    return Told(f"Phase: {Phase(facts['after']).label}", "arrow")


def _helper(facts: Facts) -> Told:
    until = german.day(last_day(date.fromisoformat(facts["until"]))) if facts["until"] else ""
    function, scope = CircleFunction(facts["function"]), CircleScope(facts["scope"])
    part = "" if scope == CircleScope.WHOLE else scope.label
    notes = (part, f"Zugang bis {until}" if until else "")
    if function == CircleFunction.EMERGENCY:
        return Told(f"Notfallzugriff von {facts['name']}", "danger", "warning", part, (facts["reason"],))
    return Told(f"{facts['name']} {function.label}", "people", "", ", ".join(filter(None, notes)), (facts["reason"],))


def _stay_opened(facts: Facts) -> Told:
    return Told("Fall wiedereröffnet" if facts["again"] else "Fall eröffnet", "flag", "thread", "", (facts["reason"],))


def _stay_closed(facts: Facts) -> Told:
    feedback = f"Rückmeldung: „{facts['feedback']}“" if facts["feedback"] else ""
    reason = ClosingReason(facts["reason"]).label
    return Told("Fall abgeschlossen", "lock", "thread", reason, (facts["evaluation"], feedback))


_REFERRAL_TONES = {
    ReferralState.ACCEPTED: "good",
    ReferralState.APPOINTED: "good",
    ReferralState.COMPLETED: "good",
    ReferralState.DECLINED: "bad",
    ReferralState.ENDED: "warning",
    ReferralState.EXPIRED: "warning",
}
_ANSWERED = (ReferralState.ACCEPTED, ReferralState.DECLINED)


def _referral_step(facts: Facts) -> Told:
    after = ReferralState(facts["after"])
    note = f"nach {german.count(facts['waited'], 'Tag', 'Tagen')}" if after in _ANSWERED and facts["waited"] else ""
    if after == ReferralState.APPOINTED and facts["appointment_on"]:
        note = german.day(date.fromisoformat(facts["appointment_on"]))
    said = f"„{facts['remark']}“" if facts["remark"] else ""
    concern = facts["concern"] if after == ReferralState.SENT else ""
    title = f"Verweis an {facts['organisation']}: {after.label}"
    return Told(title, "referral", _REFERRAL_TONES.get(after, ""), note, (concern, said))


_REQUEST_TONES = {RequestState.ANSWERED: "good", RequestState.QUERIED: "warning", RequestState.EXPIRED: "warning"}


def _residence_step(facts: Facts) -> Told:
    after = RequestState(facts["after"])
    is_answer = after == RequestState.ANSWERED
    note = Outcome(facts["outcome"]).label if is_answer and facts["outcome"] else QuestionKind(facts["about"]).label
    said = f"„{facts['remark']}“" if facts["remark"] else ""
    return Told(
        f"Anfrage an {facts['office']}: {after.label}", "referral", _REQUEST_TONES.get(after, ""), note, (said,)
    )


def _conference(facts: Facts) -> Told:
    state, day = ConferenceState(facts["state"]), german.day(date.fromisoformat(facts["day"]))
    if state == ConferenceState.HELD:
        shared = f"Gemeinsame Sicht: {facts['shared_view']}" if facts["shared_view"] else ""
        return Told("Fallkonferenz", "people", "good", "", (facts["occasion"], shared))
    if state == ConferenceState.CANCELLED:
        return Told("Fallkonferenz abgesagt", "cross", "warning", day, (facts["reason"],))
    return Told("Fallkonferenz geplant", "calendar", "", f"für den {day}", (facts["occasion"],))


def _letter(facts: Facts) -> Told:
    return Told(facts["title"], "mail", "", f"an {facts['to']}" if facts["to"] else "")


def _gap(facts: Facts) -> Told:
    return Told(f"Lücke gemeldet: {facts['kind']}", "thread", "thread", facts["number"], (facts["text"],))


def _track(facts: Facts) -> Told:
    state = TrackState(facts["state"])
    return Told(f"Begleitweg {state.label}: {facts['track']}", "arrow", "", "", (facts["reason"],))


_STEP_TONES = {StepState.DONE: ("check", "good"), StepState.SKIPPED: ("cross", ""), StepState.OPEN: ("arrow", "")}


def _track_step(facts: Facts) -> Told:
    state = StepState(facts["state"])
    icon, tone = _STEP_TONES[state]
    return Told(f"{facts['step']}: {state.label}", icon, tone, facts["track"], (facts["remark"],))


_WORDS: Mapping[Kind, Callable[[Facts], Told]] = MappingProxyType(
    {
        Kind.CONTACT: _contact,
        Kind.CRITERIA: _criteria,
        Kind.ASSESSMENT: _assessment,
        Kind.OWN_VIEW: _own_view,
        Kind.FEEDBACK: _feedback,
        Kind.GOAL: _goal,
        Kind.GOAL_STEP: _goal_step,
        Kind.MEASURE: _measure,
        Kind.MEASURE_STEP: _measure_step,
        Kind.BARRIER: _barrier,
        Kind.BARRIER_OVERCOME: _barrier_overcome,
        Kind.CONSTELLATION: _constellation,
        Kind.PHASE: _phase,
        Kind.HELPER: _helper,
        Kind.STAY_OPENED: _stay_opened,
        Kind.STAY_CLOSED: _stay_closed,
        Kind.REFERRAL_STEP: _referral_step,
        Kind.RESIDENCE_STEP: _residence_step,
        Kind.CONFERENCE: _conference,
        Kind.LETTER: _letter,
        Kind.GAP: _gap,
        Kind.TRACK: _track,
        Kind.TRACK_STEP: _track_step,
    }
)
