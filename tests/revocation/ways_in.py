"""Ways in that end: accounts, roles, sessions, keys, calendars, second factors, invitations."""

import html
import json
import re
from base64 import b32decode
from datetime import timedelta
from secrets import token_bytes
from typing import Any

from django.test import Client
from django.utils import timezone

from faden.domain.diary.operations.feed import close_feed, open_feed
from faden.domain.diary.queries import feed_of
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.entrance import operations as entrance
from faden.kernel.entrance.models import LinkKind
from faden.kernel.identity.models import ApiToken
from faden.kernel.identity.queries import account_with_roles, system_actor, token_of
from faden.kernel.sign_in.calculation import _totp
from faden.kernel.sign_in.models import CodeApp, Passkey
from faden.kernel.sign_in.operations import end_other_sessions, end_session, end_sessions_of
from faden.kernel.sign_in.store import digest
from faden.processes.invite_people import withdraw_invitation
from faden.processes.keep_accounts import deactivate_account, issue_key, revoke_key
from tests import given
from tests.authenticator import Authenticator
from tests.revocation.held import Asks, Held, Takes, counsellor, ends_role, page, program, secret_of
from tests.signed_in import signed_in
from tests.web.signed_in import today

FACTORS, STEP = "/konto/zweiter-faktor/", "/anmelden/zweiter-faktor/"


def token(_: Actor) -> Held:
    """A program's key is taken back by its owner."""
    ask, take = _key(counsellor())
    return Held([ask], take)


def _key(actor: Actor) -> tuple[Asks, Takes]:
    made: dict[str, Any] = {"scopes": ["casework:read"], "actor": actor, "today": today(), "now": timezone.now()}
    with act_as(actor, today=today()):
        new = issue_key(name="x", days=30, **made)
    headers = {"Authorization": f"Bearer {new.secret}"}

    def revoke() -> None:
        with act_as(actor, today=today()):
            revoke_key(token=token_of(actor, new.token.id), actor=actor, now=timezone.now())

    return lambda: Client().get("/api/v1/cases", headers=headers).status_code == 200, revoke


def token_expired(_: Actor) -> Held:
    """The last day of a program's key is over, for reading and for writing."""
    actor = counsellor()
    headers = {"Authorization": f"Bearer {secret_of(actor)}"}

    def reads() -> bool:
        return Client().get("/api/v1/cases", headers=headers).status_code == 200

    def writes() -> bool:
        sent: dict[str, Any] = {"data": json.dumps({"text": "Anrufen"}), "content_type": "application/json"}
        return Client().post("/api/v1/tasks", headers=headers, **sent).status_code == 201

    def take() -> None:
        with act_as(actor, today=today()):
            # Tests do not wait for a day: the end comes nearer instead.
            last = today() - timedelta(days=1)
            assert ApiToken.objects.filter(account_id=actor.id).update(expires_on=last) == 1

    return Held([reads, writes], take)


def feed_renewed(_: Actor) -> Held:
    """A calendar gets a new address: the former one, which others may know, shows nothing."""
    actor = counsellor()
    ask, _close = _calendar(actor)
    return Held([ask], lambda: _calendar(actor))


def feed(_: Actor) -> Held:
    """A calendar's address is closed by its owner."""
    ask, take = _calendar(counsellor())
    return Held([ask], take)


def _calendar(actor: Actor) -> tuple[Asks, Takes]:
    with act_as(actor, today=today()):
        secret = open_feed(shows_names=False, actor=actor, now=timezone.now())

    def close() -> None:
        with act_as(actor, today=today()):
            found = feed_of(actor)
            assert found is not None
            close_feed(feed=found, actor=actor)

    return lambda: Client().get(f"/kalender/{secret}/faden.ics").status_code == 200, close


def account(admin: Actor) -> Held:
    """An account with a session, a sign-in on its way, a key and a calendar: all end with it."""
    actor, half, _ = _half_signed_in()

    def take() -> None:
        with act_as(admin, today=today()):
            deactivate_account(account=account_with_roles(actor.id), on=today(), actor=admin, now=timezone.now())

    return Held([page(signed_in(actor)), half, _key(actor)[0], _calendar(actor)[0]], take)


def role(admin: Actor) -> Held:
    """A role ends, for its pages and for programs."""
    actor = given.actor(Role.COORDINATOR, today=today())
    return Held([page(signed_in(actor), "/luecken/"), program(actor, "/workload")], ends_role(admin, actor))


def session(_: Actor) -> Held:
    """One of one's own sessions is ended from another one."""
    actor = counsellor()
    client = signed_in(actor)

    def take() -> None:
        with act_as(actor, today=today()):
            end_session(key=digest(client.cookies["sessionid"].value), actor=actor)

    return Held([page(client)], take)


def others(_: Actor) -> Held:
    """All sessions but one's own end, and so does what somebody else has begun with the password."""
    actor, half, _device = _half_signed_in()
    here = signed_in(actor)

    def take() -> None:
        with act_as(actor, today=today()):
            end_other_sessions(current=here.cookies["sessionid"].value, actor=actor)

    return Held([page(signed_in(actor)), half], take)


def everywhere(admin: Actor) -> Held:
    """The administration signs somebody out everywhere: a device is lost."""
    actor, half, _device = _half_signed_in()

    def take() -> None:
        with act_as(admin, today=today()):
            end_sessions_of(account=account_with_roles(actor.id), actor=admin)

    return Held([page(signed_in(actor)), page(signed_in(actor)), half], take)


def password(_: Actor) -> Held:
    """A new password ends every session, and a sign-in begun with the former one."""
    actor, half, _device = _half_signed_in()
    return Held([page(signed_in(actor))], lambda: given.set_password(actor), later=[half])


def second_factor(admin: Actor) -> Held:
    """The administration takes the second factor away: neither sessions nor a sign-in on its way outlive it."""
    actor, half, _device = _half_signed_in()
    page_of = f"/verwaltung/konten/{actor.id}/zweiter-faktor/"

    def take() -> None:
        assert signed_in(admin).post(page_of).status_code == 303

    return Held([page(signed_in(actor)), half], take)


def passkey(_: Actor) -> Held:
    """A passkey that its owner has removed signs nobody in, also where it was asked for before."""
    actor, _half, device = _half_signed_in()
    _add_passkey(actor, Authenticator(identifier=token_bytes(16)), "Telefon")
    waiting = _password_given(actor)
    question = _question(waiting.get(STEP))

    def enters() -> bool:
        client = _password_given(actor)
        asked = client.get(STEP)
        return client.post(STEP, {"passkey": device.use(_question(asked))}).status_code == 303

    def take() -> None:
        with act_as(actor, today=today()):
            held = next(one for one in Passkey.objects.all() if device.identifier in bytes(one.credential_id))
        assert signed_in(actor).post(f"{FACTORS}passkey/{held.id}/entfernen/").status_code == 303

    def goes_on() -> bool:
        return waiting.post(STEP, {"passkey": device.use(question)}).status_code == 303

    return Held([enters], take, later=[goes_on])


def code_app(_: Actor) -> Held:
    """An app that was replaced by another one signs nobody in."""
    actor = counsellor()
    given.set_password(actor)
    former = _set_up_app(actor)

    def enters() -> bool:
        with act_as(actor, today=today()):
            # A code counts once: without this, the second one would be refused whoever's app it came from.
            assert CodeApp.objects.update(last_step=None) == 1
        return _password_given(actor).post(STEP, {"code": _code(former)}).status_code == 303

    return Held([enters], lambda: _set_up_app(actor))


def invitation(admin: Actor) -> Held:
    """An invitation is taken back before somebody has followed it."""
    actor = given.actor(today=today())
    with act_as(system_actor(), today=today()):
        told: dict[str, Any] = {"kind": LinkKind.INVITATION, "actor": system_actor(), "now": timezone.now()}
        secret = entrance.make_link(account=account_with_roles(actor.id), **told)

    def take() -> None:
        with act_as(admin, today=today()):
            withdraw_invitation(account=account_with_roles(actor.id), actor=admin, now=timezone.now())

    def chooses() -> bool:
        sent = {"new": "vier rote Lastenräder", "again": "vier rote Lastenräder"}
        return Client().post(f"/zugang/{secret}/", sent).status_code in {302, 303}

    return Held([page(Client(), f"/zugang/{secret}/")], take, later=[chooses])


def _half_signed_in() -> tuple[Actor, Asks, Authenticator]:
    """Somebody with a passkey, and a browser in which only the password was given: whether it may go on."""
    actor, device = counsellor(), Authenticator(identifier=token_bytes(16))
    given.set_password(actor)
    _add_passkey(actor, device)
    return actor, page(_password_given(actor), STEP), device


def _password_given(actor: Actor) -> Client:
    client = Client()
    sent = {"email": actor.email, "password": given.PASSWORD, "weiter": "/konto/"}
    assert client.post("/anmelden/", sent)["Location"] == STEP
    return client


def _question(shown: Any) -> dict[str, Any]:
    found = re.search(r'data-passkey="([^"]+)"', shown.text)
    assert found is not None, shown.text[:2000]
    told: dict[str, Any] = json.loads(html.unescape(found[1]))
    return told


def _add_passkey(actor: Actor, device: Authenticator, name: str = "Laptop") -> None:
    client = signed_in(actor)
    new = f"{FACTORS}passkey/"
    sent = {"name": name, "answer": device.make(_question(client.get(new)))}
    assert client.post(new, sent).status_code in {200, 303}


def _set_up_app(actor: Actor) -> bytes:
    client = signed_in(actor)
    client.post(f"{FACTORS}app/neu/")
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(f"{FACTORS}app/").text)
    assert shown is not None
    secret = b32decode(shown[1].replace(" ", ""))
    assert client.post(f"{FACTORS}app/", {"code": _code(secret)}).status_code in {200, 303}
    return secret


def _code(secret: bytes) -> str:
    return _totp(secret).generate(int(timezone.now().timestamp())).decode()


KINDS = {
    "account": account,
    "role": role,
    "token": token,
    "token expired": token_expired,
    "feed": feed,
    "feed renewed": feed_renewed,
    "session": session,
    "sessions: others": others,
    "sessions: everywhere": everywhere,
    "password": password,
    "second factor reset": second_factor,
    "passkey removed": passkey,
    "app replaced": code_app,
    "invitation": invitation,
}
