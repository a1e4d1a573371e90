"""Tasks: the list, a new one, a change, and what is done with one press."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from faden.domain.diary.enums import TaskState
from faden.domain.diary.operations.tasks import change_task, end_task, plan_task, postpone_task, take_up_task
from faden.domain.diary.queries import open_tasks, task_by_id
from faden.domain.diary.rules import may_change_task, may_keep_diary
from faden.kernel.access.errors import Invalid
from faden.lib import german
from faden.web.diary.choices import can_take_part, case_named, opened, page_of
from faden.web.diary.forms import EndForm, PostponeForm, TaskChangeForm, TaskForm
from faden.web.layout.back import back
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

SHOWN = 200
UNKNOWN = "Die Seite ist unvollständig angekommen. Bitte neu laden."


@page("GET")
def mine(request: Request) -> HttpResponse:
    """Everything one has to do, the most urgent first."""
    may_keep_diary.check(request.actor)
    return render(request, "diary/tasks.html", tasks=open_tasks(request.actor, SHOWN))


@page("GET", "POST", reads_file=True)
def plan(request: Request) -> HttpResponse:
    """A new task, in a case (``?fall=``) or in none."""
    may_keep_diary.check(request.actor)
    case = case_named(request)
    opened(request, case)
    form = TaskForm(request.POST or None, colleagues=can_take_part(request, case))
    keep_draft(request, form, "task", case.number if case else "")
    if submit(form, plan_task, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Aufgabe ist notiert.")
        return HttpResponseRedirect(page_of(case, "diary:tasks"), status=303)
    return render(request, "diary/new_task.html", form=form, case=case)


@page("GET", "POST", reads_file=True)
def task(request: Request, task_id: UUID) -> HttpResponse:
    """One task, to be reworded or moved."""
    found = task_by_id(task_id)
    opened(request, found.case, found.part)
    initial = {name: getattr(found, name) for name in ("text", "due_on", "remind_on", "version")}
    form = TaskChangeForm(
        request.POST or None,
        initial={**initial, "responsible": found.responsible_id},
        colleagues=can_take_part(request, found.case),
    )
    keep_draft(request, form, "task_change", found.id)
    if submit(form, change_task, task=found, actor=request.actor, today=request.today):
        tell(request, "Die Aufgabe ist geändert.")
        return redirect("diary:tasks")
    return render(request, "diary/task.html", form=form, task=found, refusal=may_change_task(found))


@page("POST")
def end(request: Request, task_id: UUID) -> HttpResponse:
    """Done, or not needed any more; can be taken back."""
    found = task_by_id(task_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        raise Invalid({"": UNKNOWN})
    end_task(task=found, actor=request.actor, today=request.today, **form.cleaned_data)
    done = form.cleaned_data["state"] == TaskState.DONE
    tell(request, "Die Aufgabe ist erledigt." if done else "Die Aufgabe entfällt.")
    return back(request, reverse("diary:tasks"))


@page("POST")
def take_up(request: Request, task_id: UUID) -> HttpResponse:
    """Take up a task that was ended too early."""
    take_up_task(task=task_by_id(task_id), actor=request.actor)
    tell(request, "Die Aufgabe ist wieder offen.")
    return back(request, reverse("diary:tasks"))


@page("POST")
def postpone(request: Request, task_id: UUID) -> HttpResponse:
    """Move a task by some days, from its day or from today, whichever is later."""
    found = task_by_id(task_id)
    form = PostponeForm(request.POST)
    if not form.is_valid():
        raise Invalid({"": UNKNOWN})
    day = max(found.due_on or request.today, request.today) + timedelta(days=form.cleaned_data["days"])
    postpone_task(task=found, due_on=day, actor=request.actor)
    tell(request, f"Die Aufgabe ist verschoben auf {german.long_day(day)}.")
    return back(request, reverse("diary:tasks"))
