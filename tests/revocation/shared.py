"""What colleagues share and take back: lists, hand-overs, documents, a note, a list taken along as a file."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from faden.domain.cases.enums import Visibility
from faden.domain.cases.models import Case, CircleMember, ContactNote
from faden.domain.cases.operations.circle import end_helper, invite_helper
from faden.domain.cases.operations.documents import delete_document, file_documents
from faden.domain.cases.operations.handover import decline_handover, propose_handover, withdraw_handover
from faden.domain.cases.operations.notes import correct_note
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.operations import withdraw_consent
from faden.domain.staffing.models import Occupation, Post
from faden.domain.staffing.operations import vacate_post
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.files.enums import FileKind
from faden.kernel.files.models import StoredFile
from faden.kernel.identity.queries import system_actor
from faden.kernel.saved_lists.models import SavedList
from faden.kernel.saved_lists.operations import change_list, keep_list, remove_list
from faden.lib.file_content import Upload
from faden.processes.hand_over import take_over
from tests import given
from tests.domain.cases import acts
from tests.files_made import pdf
from tests.revocation.files import new_case, reads, word
from tests.revocation.held import Asks, Held, counsellor, ends_role, page, program, shows
from tests.signed_in import signed_in
from tests.web.signed_in import today


def _shared_list() -> tuple[Actor, Actor, Occupation, SavedList, list[Asks]]:
    """A list that somebody shares with those who work for the same employer; whose colleague finds and opens it."""
    owner, colleague, name = counsellor(), counsellor(), word()
    with act_as(system_actor(), today=today()):
        told: dict[str, Any] = {"title": name, "baustein": 2, "function": "case_management", "fte": 2, "source": "Test"}
        post = Post.objects.create(key=name.lower(), employer=given.organisation(f"Träger {name}"), **told)
        held = [
            Occupation.objects.create(post=post, account_id=one.id, share=1, since=today() - timedelta(days=9))
            for one in (owner, colleague)
        ]
    with act_as(owner, today=today()):
        kept: dict[str, Any] = {"page": "casework:cases", "filters": {"phase": "planning"}}
        saved = keep_list(name=name, team=post.employer_id, actor=owner, **kept)
    ways = [
        shows(signed_in(colleague), "/faelle/", name),
        program(colleague, "/lists", name),
        program(colleague, f"/lists/{saved.id}/cases"),
    ]
    return owner, colleague, held[1], saved, ways


def list_kept(_: Actor) -> Held:
    """A list is no longer shared: its owner keeps it to themselves."""
    owner, _colleague, _post, saved, ways = _shared_list()

    def take() -> None:
        with act_as(owner, today=today()):
            change_list(saved=saved, version=1, name=saved.name, actor=owner)

    return Held(ways, take)


def list_removed(_: Actor) -> Held:
    """A shared list is removed."""
    owner, _colleague, _post, saved, ways = _shared_list()

    def take() -> None:
        with act_as(owner, today=today()):
            remove_list(saved=saved, actor=owner)

    return Held(ways, take)


def list_team(_: Actor) -> Held:
    """Whom a list was shared with works for another employer."""
    _owner, _colleague, post, _saved, ways = _shared_list()

    def take() -> None:
        lead = given.actor(Role.LEAD, today=today())
        with act_as(lead, today=today()):
            vacate_post(occupation=post, until=today(), actor=lead)

    return Held(ways, take)


def _proposed() -> tuple[Actor, Actor, Case, str, Any, list[Asks]]:
    """A case whose successor reads, before they answer, what can be known of it."""
    manager, case, name = new_case()
    successor, note = counsellor(), word()
    with act_as(manager, today=today()):
        told: dict[str, Any] = {"successor": given.account_of(successor), "reason": "Elternzeit", "note": note}
        handover = propose_handover(case=case, actor=manager, today=today(), **told)
    client, one = signed_in(successor), f"/uebergaben/{handover.id}/"
    ways = [
        shows(client, one, note),
        shows(client, "/uebergaben/", case.number),
        shows(client, "/heute/", case.number),
        program(successor, f"/handovers/{handover.id}", note),
        program(successor, "/handovers", case.number),
    ]
    return manager, successor, case, name, handover, ways


def handover_withdrawn(_: Actor) -> Held:
    """A proposed hand-over is taken back before its answer; nor can it be accepted any more."""
    manager, successor, _case, _name, handover, ways = _proposed()

    def take() -> None:
        with act_as(manager, today=today()):
            withdraw_handover(handover=handover, actor=manager, today=today())

    return Held(ways, take, later=[_accepts(successor, handover)])


def handover_declined(_: Actor) -> Held:
    """Who says no to a hand-over knows nothing of the case any more, and does not get it by saying yes."""
    _manager, successor, _case, _name, handover, ways = _proposed()

    def take() -> None:
        with act_as(successor, today=today()):
            decline_handover(handover=handover, reason="Zu viele Fälle", actor=successor, today=today())

    return Held(ways, take, later=[_accepts(successor, handover)])


def handover_role(admin: Actor) -> Held:
    """Who shall take a case over counsels no longer."""
    _manager, successor, _case, _name, handover, ways = _proposed()
    return Held(ways, ends_role(admin, successor), later=[_accepts(successor, handover)])


def handed_over(_: Actor) -> Held:
    """A case was handed over: who led it before reads it no longer."""
    manager, successor, case, name, handover, _ways = _proposed()

    def take() -> None:
        with act_as(successor, today=today()):
            take_over(handover=handover, actor=successor, today=today(), now=timezone.now())

    return Held(reads(manager, case, name), take)


def _accepts(actor: Actor, handover: Any) -> Asks:
    client = signed_in(actor)
    return lambda: client.post(f"/uebergaben/{handover.id}/annehmen/").status_code in {200, 302, 303}


def _filed(case: Case, by: Actor) -> StoredFile:
    content = pdf(word().encode())
    with act_as(by, today=today()):
        upload = Upload(name="bescheid.pdf", content=content, size=len(content))
        kind: dict[str, Any] = {"kind": FileKind.LETTER, "actor": by, "today": today()}
        (stored,) = file_documents(case=case, uploads=[upload], **kind)
    return stored


def _downloads(actor: Actor, case: Case, stored: StoredFile) -> list[Asks]:
    """The document itself, by a page and by a program; last that it was filed (also what is deleted)."""
    pages, calls = f"/faelle/{case.number}/dokumente/", f"/cases/{case.number}/documents"
    client = signed_in(actor)
    return [
        page(client, f"{pages}{stored.id}/"),
        _kept_copy(client, f"{pages}{stored.id}/"),
        program(actor, f"{calls}/{stored.id}"),
        program(actor, calls, str(stored.id)),
    ]


def _kept_copy(client: Client, address: str) -> Asks:
    """Whether a browser that has it already is told that its copy still holds, or gets a part of it."""
    headers = {"If-None-Match": "*", "If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT", "Range": "bytes=0-10"}
    return lambda: client.get(address, headers=headers).status_code in {200, 206, 304}


def document_deleted(_: Actor) -> Held:
    """A document is deleted: who knows its address does not get it."""
    manager, case, _name = new_case()
    actor, stored = given.helper(case, manager, today=today()), _filed(case, manager)

    def take() -> None:
        with act_as(manager, today=today()):
            delete_document(case=case, document=stored, actor=manager, today=today())

    return Held([*_downloads(actor, case, stored)[:3], *_downloads(manager, case, stored)[:3]], take)


def document_helper(_: Actor) -> Held:
    """A helper knows the address of a document; their entry ends."""
    manager, case, _name = new_case()
    actor, stored = given.helper(case, manager, today=today()), _filed(case, manager)

    def take() -> None:
        with act_as(manager, today=today()):
            member = CircleMember.objects.get(case=case, account_id=actor.id)
            end_helper(member=member, actor=manager, today=today())

    return Held(_downloads(actor, case, stored), take)


def document_release(_: Actor) -> Held:
    """Somebody of a partner organisation reads documents on a release, which the client takes back."""
    manager, case, _name = new_case()
    organisation = given.organisation("Verein Steg")
    release = given.release(case, organisation, manager, given_on=today())
    actor, stored = given.actor(Role.PARTNER, organisation=organisation, today=today()), _filed(case, manager)
    with act_as(manager, today=today()):
        days: dict[str, Any] = {"since": today(), "last_day": today() + timedelta(days=30), "today": today()}
        invite_helper(case=case, account=given.account_of(actor), reason="Hilft mit", actor=manager, **days)

    def take() -> None:
        with act_as(manager, today=today()):
            withdraw_consent(consent=release, on=today(), actor=manager, today=today())

    return Held(_downloads(actor, case, stored), take)


def note_kept(_: Actor) -> Held:
    """A note for the circle becomes one for its author alone: its texts of before are closed as well."""
    manager, case, _name = new_case()
    actor, said = given.helper(case, manager, today=today()), word()
    with act_as(manager, today=today()):
        note = acts.note(case, manager, on=today(), today=today(), text=said)

    def take() -> None:
        with act_as(manager, today=today()):
            told: dict[str, Any] = {"version": 1, "visibility": Visibility.AUTHOR, "now": timezone.now()}
            correct_note(note=ContactNote.objects.get(id=note.id), text=said, actor=manager, **told)

    ways = [
        shows(signed_in(actor), f"/faelle/{case.number}/", said),
        program(actor, f"/cases/{case.number}/contacts", said),
        program(actor, f"/contacts/{note.id}/history"),
    ]
    return Held(ways, take)


def export(_: Actor) -> Held:
    """A list is taken along as a file; a case of it is not in the next one, nor in the list of a program."""
    manager, case, name = new_case()
    actor = given.helper(case, manager, today=today())
    given.legal_basis(TransferKind.EXPORT)
    client = signed_in(actor)

    def take() -> None:
        with act_as(manager, today=today()):
            member = CircleMember.objects.get(case=case, account_id=actor.id)
            end_helper(member=member, actor=manager, today=today())

    return Held([shows(client, "/faelle/export/csv/", name), program(actor, "/cases", case.number)], take)


KINDS = {
    "list: no longer shared": list_kept,
    "list: removed": list_removed,
    "list: another team": list_team,
    "hand-over taken back": handover_withdrawn,
    "hand-over refused": handover_declined,
    "hand-over: role": handover_role,
    "handed over": handed_over,
    "document deleted": document_deleted,
    "document: helper": document_helper,
    "document: release": document_release,
    "note: author alone": note_kept,
    "export": export,
}
