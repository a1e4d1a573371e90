"""Tracks of a case: what is agreed for a target group, step by step."""

from uuid import UUID

from django.http import Http404, HttpResponse

from faden.domain.cases.rules import may_work_on
from faden.domain.tracks import operations, queries
from faden.domain.tracks.enums import StepState, TrackState
from faden.domain.tracks.transitions import STEP, TRACK
from faden.reporting.documents import render as typeset
from faden.web.casework.forms.tracks import AnswersForm, BeginTrackForm, MoveStepForm, MoveTrackForm
from faden.web.casework.track_paper import paper
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

FORM = "casework/form.html"


@page("GET", reads_file=True)
def tracks(request: Request, number: str) -> HttpResponse:
    """What the case follows, and what it might follow."""
    file = open_file(request, number)
    may_work = may_work_on.allows(request.actor, file.case, file.circle)
    return render(
        request,
        "casework/tracks.html",
        file=file,
        runs=queries.runs_of(file.case, request.today),
        offered=queries.offered_tracks(file.case, request.today) if may_work else [],
        may_work=may_work,
    )


@page("GET", "POST", reads_file=True)
def begin(request: Request, number: str, track: str) -> HttpResponse:
    """Begin a track; what is known already makes more due dates."""
    case = open_file(request, number, may_work_on).case
    chosen = queries.track_on_offer(track)
    form = BeginTrackForm(request.POST or None, initial={"on": request.today}, questions=chosen.content.asked_with(""))
    if submit(form, operations.begin_track, case=case, track=chosen, actor=request.actor, today=request.today):
        tell(request, "Der Begleitweg hat begonnen.")
        return redirect("casework:tracks", number)
    lead = f"{chosen.audience} Was noch nicht bekannt ist, bleibt leer und kann später eingetragen werden."
    return render(request, FORM, case=case, form=form, title=chosen.name, act="Begleitweg beginnen", lead=lead)


@page("GET", "POST", reads_file=True)
def move(request: Request, number: str, track_id: UUID) -> HttpResponse:
    """Let a track rest, go on or end."""
    case = open_file(request, number, may_work_on).case
    run = queries.run_of(case, track_id)
    form = MoveTrackForm(
        request.POST or None,
        initial={"on": request.today, "version": run.version},
        acts=TRACK.acts_from(TrackState(run.state)),
    )
    if submit(form, operations.move_track, run=run, actor=request.actor, today=request.today):
        tell(request, "Der Stand des Begleitwegs ist festgehalten.")
        return redirect("casework:tracks", number)
    lead = f"„{run.track.name}“ {run.get_state_display()}."
    return render(request, FORM, case=case, form=form, title="Wie geht es weiter?", act="Stand festhalten", lead=lead)


@page("GET", "POST", reads_file=True)
def answers(request: Request, number: str, track_id: UUID) -> HttpResponse:
    """Answer the questions of a track."""
    case = open_file(request, number, may_work_on).case
    run = queries.run_of(case, track_id)
    form = AnswersForm(
        request.POST or None,
        initial={"version": run.version},
        questions=run.track.content.questions,
        answers=queries.answers_in_force(run),
    )
    if submit(form, operations.answer_questions, run=run, actor=request.actor, today=request.today):
        tell(request, "Die Angaben sind gespeichert.")
        return redirect("casework:tracks", number)
    lead = f"{run.track.name}. Frühere Angaben bleiben im Verlauf."
    return render(request, FORM, case=case, form=form, title="Angaben ändern", act="Angaben speichern", lead=lead)


@page("GET", "POST", reads_file=True)
def move_step(request: Request, number: str, track_id: UUID, step_id: UUID) -> HttpResponse:
    """Say that a step is done, falls away, or is open again."""
    case = open_file(request, number, may_work_on).case
    run = queries.run_of(case, track_id)
    step = queries.step_of(run, step_id)
    of = run.track.content.step(step.key)
    form = MoveStepForm(
        request.POST or None,
        initial={"on": request.today, "version": step.version, "act": "do"},
        acts=STEP.acts_from(StepState(step.state)),
        questions=run.track.content.asked_with(step.key),
        answers=queries.answers_in_force(run),
    )
    if submit(form, operations.move_step, step=step, actor=request.actor, today=request.today):
        tell(request, "Der Schritt ist festgehalten.")
        return redirect("casework:tracks", number)
    return render(request, FORM, case=case, form=form, title=of.name, act="Festhalten", lead=of.help)


@page("GET", reads_file=True)
def print_form(request: Request, number: str, track_id: UUID, form: str) -> HttpResponse:
    """A paper of the track, with what is known and lines for the rest."""
    case = open_file(request, number).case
    run = next((one for one in queries.runs_of(case, request.today) if one.row.id == track_id), None)
    of = next((one for one in run.forms if one.key == form), None) if run else None
    if run is None or of is None:
        raise Http404
    operations.note_form_printed(run=run.row, form=of.key, actor=request.actor)
    pdf = typeset("track_form", paper(case, run, of, request))
    headers = {"Content-Disposition": f'attachment; filename="{of.key}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
