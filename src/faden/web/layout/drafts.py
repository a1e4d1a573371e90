"""Drafts of forms: what is being typed is kept on the server, and stands there again when the form is opened again.

One line in the view, right after the form is made::

    form = ContactForm(request.POST or None, initial=…)
    keep_draft(request, form, "contact", case.number)

``form_for`` then lets the form save itself while somebody types and says when a draft has been restored; ``submit``
forgets the draft in the transaction of the operation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme

from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.drafts.operations import discard_draft, finish_draft, save_draft
from faden.kernel.drafts.queries import newest_draft
from faden.lib.identifiers import new_id
from faden.web.layout.jinja import clock_time, moment
from faden.web.layout.pages import Request, page

ID, FORM, SUBJECT = "draft_id", "draft_form", "draft_subject"
OURS = {ID, FORM, SUBJECT, "csrfmiddlewaretoken"}
NOT_KEPT = (forms.FileInput, forms.PasswordInput)
NO_FILES: MultiValueDict[str, object] = MultiValueDict()


@dataclass(frozen=True)
class KeptDraft:
    """The draft a form writes to.

    :param is_known: the form that is being sent has named it
    :param restored_at: when what stands in the form now was saved; None for a form that begins anew
    """

    id: UUID
    form: str
    subject: str
    actor: Actor
    today: date
    is_known: bool = False
    restored_at: datetime | None = None

    @property
    def exists(self) -> bool:
        """Whether something may have been kept already."""
        return self.is_known or self.restored_at is not None

    @property
    def restored(self) -> str:
        """``"von 14:32 Uhr"``, or with the day when it was not today."""
        if self.restored_at is None:
            return ""
        saved = timezone.localtime(self.restored_at)
        return f"von {clock_time(saved)}" if saved.date() == self.today else f"vom {moment(saved)}"

    def finish(self) -> None:
        """Forget it: the form has been sent. Programs and old pages name none."""
        if not self.is_known:
            return
        finish_draft(
            draft_id=self.id,
            form=self.form,
            subject=self.subject,
            actor=self.actor,
            now=timezone.now(),
            today=self.today,
        )


def keep_draft(request: HttpRequest, form: forms.BaseForm, name: str, subject: object = "") -> None:
    """Let a form keep its draft, and restore what was typed into it before.

    Hidden fields come back too: the version an edit started from (so that somebody else's edit is noticed) and the
    identifier of what will be (so that a form sent twice stores it once).

    :param name: of the form, for example ``contact``
    :param subject: what it is about, when there are several: a case number
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today: date = request.today  # type: ignore[attr-defined]
    about = str(subject)
    if request.method == "POST":
        sent = _sent_id(request)
        form.draft = KeptDraft(sent or new_id(), name, about, actor, today, is_known=sent is not None)  # type: ignore[attr-defined]
        return
    stored = newest_draft(name, about, actor=actor, today=today)
    if stored is None:
        form.draft = KeptDraft(new_id(), name, about, actor, today)  # type: ignore[attr-defined]
        return
    _restore(form, stored.values)
    form.draft = KeptDraft(stored.id, name, about, actor, today, restored_at=stored.saved_at)  # type: ignore[attr-defined]


def forget_draft(form: forms.BaseForm) -> None:
    """Forget the draft of a form that has been sent by another way than ``submit``."""
    kept: KeptDraft | None = getattr(form, "draft", None)
    if kept is not None:
        kept.finish()


def _sent_id(request: HttpRequest) -> UUID | None:
    """The draft that a form names."""
    try:
        return UUID(request.POST.get(ID, ""))
    except ValueError:
        return None


def _restore(form: forms.BaseForm, values: Mapping[str, list[str]]) -> None:
    """Show what was typed; a box that is not in the draft was not ticked."""
    typed = QueryDict(mutable=True)
    for key, several in values.items():
        typed.setlist(key, list(several))
    for name, field in form.fields.items():
        key, widget = form.add_prefix(name), field.widget
        if isinstance(widget, NOT_KEPT) or field.disabled or widget.value_omitted_from_data(typed, NO_FILES, key):
            continue
        form.initial[name] = widget.value_from_datadict(typed, NO_FILES, key)


@page("POST")
def save(request: Request) -> HttpResponse:
    """Keep what stands in a form now; asked by the script while somebody types."""
    key = _sent_id(request)
    if key is None:
        raise Invalid({"": "Die Seite ist unvollständig angekommen. Bitte neu laden."})
    typed = {name: several for name, several in request.POST.lists() if name not in OURS}
    saved = save_draft(
        draft_id=key,
        form=_plain(request.POST.get(FORM, ""))[:60],
        subject=_plain(request.POST.get(SUBJECT, ""))[:80],
        values={_plain(name): [_plain(value) for value in several] for name, several in typed.items()},
        actor=request.actor,
        now=timezone.now(),
        today=request.today,
    )
    return JsonResponse({"saved": clock_time(saved.saved_at) if saved else ""})


@page("POST")
def discard(request: Request, draft_id: UUID) -> HttpResponse:
    """Forget a draft and show the form as it begins."""
    discard_draft(draft_id=draft_id, actor=request.actor, now=timezone.now(), today=request.today)
    back = request.POST.get("weiter", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if safe else "/", status=303)


def _plain(text: str) -> str:
    """Without the one character that PostgreSQL cannot store."""
    return text.replace("\0", "")
