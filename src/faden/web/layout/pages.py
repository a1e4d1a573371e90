"""How a page is answered: who asks, one transaction, one template, plain answers to refusals.

A view loads through a query, calls at most one operation and renders::

    @page("GET", "POST")
    def close(request: Request, number: str) -> HttpResponse:
        case = case_or_404(request.actor, number)
        form = CloseForm(request.POST or None)
        if submit(form, close_case, case=case, actor=request.actor):
            return redirect("casework:case", number)
        return render(request, "casework/close.html", case=case, form=form)
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Any, Literal, TypeVar, overload
from urllib.parse import urlencode

from django.db import InterfaceError, OperationalError
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails
from jinja2 import Template

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import AccessError, Conflict, Invalid
from faden.web.layout import confirming, errors, frame, messages, session, site
from faden.web.layout.jinja import template

Result = TypeVar("Result")


class Request(HttpRequest):
    """A request to a page: who asks, and which day it is."""

    actor: Actor
    today: date
    htmx: HtmxDetails


View = Callable[..., HttpResponse]


def page(
    *methods: str,
    public: bool = False,
    reads_file: bool = False,
    fresh: bool | Literal["POST"] = False,
    before_factor: bool = False,
) -> Callable[[View], View]:
    """Make a view a page: sign-in, one transaction as the actor, refusals in words, nothing stored by the browser.

    :param methods: allowed HTTP methods; GET includes HEAD and runs in a read-only transaction
    :param public: nobody needs to be signed in; only a GET of somebody who is has ``request.actor`` and a transaction
    :param reads_file: a GET that opens a client's file and writes that into the audit trail
    :param fresh: who asks must have proved within the last minutes that it is still they (``confirming``);
        ``"POST"``: only who does something, not who reads
    :param before_factor: open to somebody who must set up a second factor first
    """
    allowed = sorted({*methods, "HEAD"} if "GET" in methods else methods)

    def decorate(view: View) -> View:
        respond = _as_whoever_asks(
            _asked_first(view, fresh=fresh, before_factor=before_factor or public),
            public=public,
            reads_file=reads_file,
        )

        @wraps(view)
        def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            request.today = timezone.localdate()
            if request.method not in allowed:
                return errors.not_allowed(request, allowed)
            try:
                response = respond(request, *args, **kwargs)
            except (AccessError, OperationalError, InterfaceError) as error:
                messages.take(request)  # what it says was done has been undone
                response = errors.answer(request, error)
            else:
                session.settle(request)
            messages.carry(request, response)
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        return answer

    return decorate


def _as_whoever_asks(view: View, *, public: bool, reads_file: bool) -> View:
    """Answer as the person whose session this is, in one transaction; strangers get public pages only."""

    def respond(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        reads = request.method in ("GET", "HEAD")
        whose = None if public and not reads else session.account_id(request, timezone.now())
        if whose is not None:
            with act_as(whose, today=request.today, read_only=reads and not reads_file):
                actor = session.actor(request, whose)
                if actor is not None:
                    request.actor = actor
                    return view(request, *args, **kwargs)
            session.end(request)
        return view(request, *args, **kwargs) if public else _to_sign_in(request)

    return respond


def _asked_first(view: View, *, fresh: bool | str, before_factor: bool) -> View:
    """Lead to the second factor where it is due, and ask once more who it is, before the view is asked."""

    def respond(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        due_on = None if before_factor else session.factor_due_on(request)
        if due_on is not None and due_on <= request.today:
            return _go(request, reverse("administration:second_factor"))
        question = confirming.ask(request) if fresh in (True, request.method) else None
        return question or view(request, *args, **kwargs)

    return respond


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Elsewhere instead of the page, also where htmx asked for a part of it."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address, status=303)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page, and back to this page afterwards; what somebody has typed is not lost on the way."""
    if request.POST.keys() - {"csrfmiddlewaretoken"}:
        return errors.signed_out(request)
    back = request.get_full_path() if request.method == "GET" and "HX-Request" not in request.headers else ""
    address = reverse("public:sign_in") + (f"?{urlencode({'weiter': back})}" if back not in ("", "/") else "")
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def render(
    request: HttpRequest, name: str, *, block: str | None = None, status: int | None = None, **context: Any
) -> HttpResponse:
    """Render a page, or one block of it for htmx.

    :param name: ``"casework/close.html"``
    :param block: only this block of the template (and of what it extends)
    :param status: 200 unless told otherwise; 422 when a form of the context shows errors
    """
    shows_errors = any(isinstance(value, BaseForm) and value.is_bound and value.errors for value in context.values())
    everything = {**frame.context(request), **context}
    if everything["actor"] is None:
        everything["site_name"] = site.read_name()
    page_template = template(name)
    text = _block(page_template, block, everything) if block else page_template.render(everything)
    return HttpResponse(text, status=status or (422 if shows_errors else 200))


def _block(page_template: Template, block: str, context: dict[str, Any]) -> str:
    """Render one block; the template runs up to its first output, so that its imports are known to the block."""
    state = page_template.new_context(context)
    output: Iterator[str] = iter(page_template.root_render_func(state))
    next(output, None)
    return "".join(state.blocks[block][0](state))


def redirect(name: str, *args: object, **kwargs: object) -> HttpResponse:
    """Go to a page by its name (303: the browser asks it with GET)."""
    return HttpResponseRedirect(reverse(name, args=args, kwargs=kwargs), status=303)


@overload
def submit(form: Form, operation: Callable[..., None], **arguments: Any) -> bool: ...


@overload
def submit(form: Form, operation: Callable[..., Result], **arguments: Any) -> Result | None: ...


def submit(form: Form, operation: Callable[..., Any], **arguments: Any) -> Any:
    """Call an operation with what a form has understood; what the operation finds wrong goes back to the fields.

    The draft of the form (``keep_draft``) is forgotten in the same transaction.

    :param operation: called with the cleaned data and ``arguments`` as keyword arguments
    :returns: what the operation returns (True if it returns nothing), or None when there is something to mend
    :raises TwoTexts: somebody was faster; the conflict page shows both texts
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        result = operation(**form.cleaned_data, **arguments)
    except Invalid as invalid:
        for field, message in invalid.errors.items():
            form.add_error(field if field in form.fields else None, message)
        return None
    except Conflict as conflict:
        raise errors.TwoTexts(conflict, form) from conflict
    if (draft := getattr(form, "draft", None)) is not None:
        draft.finish()
    return True if result is None else result
