"""What a paper of a track says: texts of the site, answers, steps."""

from typing import Any

from faden.domain.places.queries import site
from faden.domain.tracks.definition import PrintForm
from faden.domain.tracks.queries import Run, StepLine
from faden.lib import german
from faden.web.layout.pages import Request


def paper(case: Any, run: Run, form: PrintForm, request: Request) -> dict[str, Any]:
    """The data of the template ``track_form``."""
    here = site()
    known = {one.question.key: (one.question.name, in_words(one.answer)) for one in run.answers}
    return {
        "title": form.title,
        "text": form.text,
        "client": case.person.full_name,
        "born": german.day(case.person.birth_date) if case.person.birth_date else "",
        "counsellor": request.actor.name,
        "site": here.name if here else "",
        "printed_on": german.day(request.today),
        "answers": [known[key] for key in form.questions if key in known],
        "steps": [_step(step) for step in run.steps] if form.shows_steps else [],
        "signatures": form.signatures,
    }


def in_words(answer: object) -> str:
    """An answer as people read it; empty when there is none."""
    match answer:
        case None | "":
            return ""
        case bool():
            return "ja" if answer else "nein"
        case str():
            return answer
    return german.day(answer)  # type: ignore[arg-type]


def _step(step: StepLine) -> dict[str, str]:
    return {"name": step.of.name, "kind": step.of.kind.label, "with": step.of.organisation, "when": when(step)}


def when(step: StepLine) -> str:
    """Until when, or how it ended, in words."""
    if step.closed_on:
        return f"{step.state.label} am {german.day(step.closed_on)}"
    if step.due_on:
        return f"bis {german.day(step.due_on)}"
    return f"sobald bekannt: {step.waits_for}" if step.waits_for else "ohne Frist"
