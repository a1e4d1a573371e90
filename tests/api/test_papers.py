"""What leaves a case through the interface: referrals, letters, conferences."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.conferences.models import CaseConference
from faden.domain.diary.models import Task
from faden.domain.letters.models import Letter
from faden.domain.referrals.models import Referral
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.outbox.models import OutgoingMail
from tests import given
from tests.api.conftest import Caller, cost_of, fields_of

pytestmark = pytest.mark.django_db


def package(**changes: Any) -> dict[str, Any]:
    named = {"organisation": given.organisation().key, "life_domain": given.life_domain().key}
    return {**named, "concern": "Bitte beraten.", "disclosed_name": "Ana", **changes}


def test_a_referral_leaves_with_a_release_and_is_answered(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    address, partner = f"/cases/{case.number}/referrals", given.actor(Role.PARTNER, organisation=given.organisation())
    draft = call(manager, "POST", address, data=package())
    own = f"{address}/{draft.json()['id']}"
    changed = call(manager, "PUT", own, data=package(concern="Bitte bald beraten."), if_match=draft["ETag"])
    assert call(manager, "PUT", own, data=package(), if_match=draft["ETag"]).status_code == 412
    assert call(manager, "POST", f"{own}/sending", if_match=changed["ETag"]).status_code == 422
    given.release(case, given.organisation(), manager, given_on=today)
    assert call(manager, "POST", f"{own}/sending", if_match=draft["ETag"]).status_code == 412
    sent = call(manager, "POST", f"{own}/sending", if_match=changed["ETag"])
    assert sent.json()["state"] == "sent"
    (got,) = call(partner, "GET", "/referrals").json()["items"]
    assert (got["concern"], "case" in got) == ("Bitte bald beraten.", False)
    answer = {"act": "decline"}
    theirs = f"/referrals/{got['id']}"
    assert fields_of(call(partner, "POST", f"{theirs}/answer", data=answer, if_match=sent["ETag"])) == ["remark"]
    yes = call(partner, "POST", f"{theirs}/answer", data={"act": "accept"}, if_match=sent["ETag"])
    assert yes.json()["state"] == "accepted"
    assert [one["to_state"] for one in call(manager, "GET", own).json()["steps"]][-1] == "accepted"
    stranger = given.actor(Role.PARTNER, organisation=given.organisation("Jugendamt"))
    assert call(stranger, "GET", theirs).status_code == 404
    back = call(manager, "POST", f"{own}/revocation", if_match=yes["ETag"])
    assert back.json()["state"] == "revoked"
    assert call(partner, "GET", theirs).status_code == 404
    with act_as(manager, today=today):
        assert Referral.objects.get().concern == "Bitte bald beraten."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation": "atlantis"}, "organisation"),
        ({"life_domain": ""}, "life_domain"),
        ({"concern": ""}, "concern"),
        ({"concern": "x" * 10_000}, "concern"),
    ],
)
def test_what_is_wrong_with_a_package_is_said_at_its_field(
    call: Caller, manager: Actor, case: Case, *, changes: dict[str, str], field: str
) -> None:
    assert fields_of(call(manager, "POST", f"/cases/{case.number}/referrals", data=package(**changes))) == [field]


def test_waiting_for_an_answer_can_end(call: Caller, manager: Actor, case: Case, today: date) -> None:
    given.release(case, given.organisation(), manager, given_on=today)
    address = f"/cases/{case.number}/referrals"
    made = call(manager, "POST", address, data=package())
    sent = call(manager, "POST", f"{address}/{made.json()['id']}/sending", if_match=made["ETag"])
    over = call(manager, "POST", f"{address}/{made.json()['id']}/expiry", if_match=sent["ETag"])
    assert over.json()["state"] == "expired"
    assert call(manager, "POST", f"{address}/{uuid4()}/expiry", if_match='"1"').status_code == 404


def test_a_letter_is_written_looked_at_and_filed(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address = f"/cases/{case.number}/letters"
    offered = {one["key"]: one["placeholders"] for one in call(manager, "GET", address).json()["offered"]}
    values = {"Termin": "Montag, 14 Uhr", "Ort": "Kreishaus"}
    data = {"template": "terminbrief", "address": "Musterweg 1", "values": values}
    written = call(manager, "POST", address, data=data)
    assert written.json()["values"].items() >= values.items()
    assert set(written.json()["values"]) == set(offered["terminbrief"])
    own = f"{address}/{written.json()['id']}"
    again = {"address": "Musterweg 2", "values": values}
    changed = call(manager, "PUT", own, data=again, if_match=written["ETag"])
    late = call(manager, "PUT", own, data={**again, "address": "Weg 3"}, if_match=written["ETag"])
    assert (late.status_code, "Musterweg 2" in str(late.json()["errors"])) == (412, True)
    assert call(manager, "GET", f"{own}/preview").content.startswith(b"%PDF")
    assert call(manager, "POST", f"{own}/filing", if_match=written["ETag"]).status_code == 412
    filed = call(manager, "POST", f"{own}/filing", if_match=changed["ETag"])
    sheet = call(manager, "GET", f"/cases/{case.number}/documents/{filed.json()['document']}")
    assert sheet.content.startswith(b"%PDF")
    assert call(manager, "GET", f"{own}/preview").status_code == 404
    assert call(manager, "DELETE", own).status_code == 403
    with act_as(manager, today=today):
        assert Letter.objects.get().filed_on == today


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"template": "liebesbrief"}, "template"),
        ({"address": ""}, "address"),
        ({"values": {"Zauberwort": "x"}}, "values.Zauberwort"),
        ({"values": {"Ort": "x" * 10_000}}, "values.Ort"),
        ({"organisation": "atlantis"}, "organisation"),
    ],
)
def test_what_is_wrong_with_a_letter_is_said_at_its_field(
    call: Caller, manager: Actor, case: Case, *, changes: dict[str, Any], field: str
) -> None:
    data = {"template": "terminbrief", "address": "Musterweg 1", **changes}
    assert fields_of(call(manager, "POST", f"/cases/{case.number}/letters", data=data)) == [field]


def test_a_draft_is_thrown_away(call: Caller, manager: Actor, case: Case) -> None:
    address = f"/cases/{case.number}/letters"
    draft = call(manager, "POST", address, data={"template": "terminbrief", "address": "Musterweg 1"}).json()["id"]
    assert call(manager, "DELETE", f"{address}/{draft}").status_code == 204
    assert call(manager, "GET", f"{address}/{draft}").status_code == 404


def gathering(**changes: Any) -> dict[str, Any]:
    begins = timezone.now().replace(microsecond=0) + timedelta(minutes=5)
    times = {"starts_at": begins.isoformat(), "ends_at": (begins + timedelta(hours=1)).isoformat()}
    return {"occasion": "Kurs abgebrochen", "question": "Wie weiter?", "place": "Kreishaus", **times, **changes}


def test_a_conference_is_planned_invited_held_and_handed_out(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    address, day = f"/cases/{case.number}/conferences", today.isoformat()
    planned = call(manager, "POST", address, data=gathering())
    assert [one["side"] for one in planned.json()["participants"]] == ["client", "counsel"]
    own = f"{address}/{planned.json()['id']}"
    guest = {"organisation": given.organisation().key, "disclosure": "personal", "contact_email": "a@faden.invalid"}
    assert fields_of(call(manager, "POST", f"{own}/organisations", data=guest)) == ["disclosure"]
    for wrong in ("a b", "a@faden\x00.invalid"):
        answer = call(manager, "POST", f"{own}/organisations", data={**guest, "contact_email": wrong})
        assert fields_of(answer) == ["contact_email"]
    asked = call(manager, "POST", f"{own}/organisations", data={**guest, "disclosure": "none"})
    organisation = asked.json()["participants"][-1]["id"]
    assert fields_of(call(manager, "POST", f"{own}/people", data={"relatives": [str(uuid4())]})) == ["relatives"]
    told = call(manager, "POST", f"{own}/invitations", if_match=asked["ETag"])
    assert told.json()["participants"][-1]["invited_on"] == day
    assert call(manager, "DELETE", f"{own}/participants/{organisation}").status_code == 403
    client = told.json()["participants"][0]["id"]
    seen = {"participants": [{"participant": client, "presence": "came", "view": "Zu früh."}], "shared_view": "Später."}
    held = call(manager, "PUT", f"{own}/minutes", data=seen, if_match=told["ETag"])
    assert (held.json()["state"], held.json()["participants"][0]["view"]) == ("held", "Zu früh.")
    assert call(manager, "PUT", f"{own}/minutes", data=seen, if_match=told["ETag"]).status_code == 412
    task = {"text": "Kurs anfragen", "responsible": held.json()["participants"][1]["id"], "due_on": day}
    (agreed,) = call(manager, "POST", f"{own}/agreements", data=task).json()["agreements"]
    done = call(manager, "POST", f"{own}/agreements/{agreed['id']}/done", data={"on": day}, if_match='"1"')
    assert done.json()["agreements"][0]["done_on"] == day
    paper = call(manager, "GET", f"{own}/minutes/docx")
    assert (paper.content[:2], call(manager, "GET", f"{own}/minutes/exe").status_code) == (b"PK", 404)
    out = {"participant": client, "how": "in_person", "on": day}
    assert call(manager, "POST", f"{own}/handouts", data=out).json()["handouts"] == [out]
    with act_as(manager, today=today):
        assert (OutgoingMail.objects.count(), Task.objects.count()) == (1, 1)


def test_a_conference_is_changed_and_called_off(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address = f"/cases/{case.number}/conferences"
    planned = call(manager, "POST", address, data=gathering())
    own = f"{address}/{planned.json()['id']}"
    moved = call(manager, "PUT", own, data=gathering(place="Rathaus"), if_match=planned["ETag"])
    late = call(manager, "PUT", own, data=gathering(place="Schule"), if_match=planned["ETag"])
    assert (late.status_code, "Rathaus" in str(late.json()["errors"])) == (412, True)
    assert fields_of(call(manager, "POST", f"{own}/cancellation", data={"reason": ""})) == ["reason"]
    off = call(manager, "POST", f"{own}/cancellation", data={"reason": "Kind ist krank."})
    assert (moved.json()["place"], off.json()["state"]) == ("Rathaus", "cancelled")
    helper = given.helper(case, manager, today=today)
    assert call(helper, "POST", address, data=gathering()).status_code == 403
    with act_as(manager, today=today):
        assert CaseConference.objects.get().cancellation == "Kind ist krank."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_at": "1999-01-01T08:00:00Z"}, "ends_at"),
        ({"occasion": ""}, "occasion"),
        ({"question": "x" * 10_000}, "question"),
        ({"place": "bei Đorđević"}, "place"),
        ({"starts_at": "bald"}, "starts_at"),
    ],
)
def test_what_is_wrong_with_a_conference_is_said_at_its_field(
    call: Caller, manager: Actor, case: Case, *, changes: dict[str, str], field: str
) -> None:
    assert fields_of(call(manager, "POST", f"/cases/{case.number}/conferences", data=gathering(**changes))) == [field]


def test_lists_cost_the_same_with_one_and_with_three(call: Caller, manager: Actor, case: Case, today: date) -> None:
    given.release(case, given.organisation(), manager, given_on=today)
    partner = given.actor(Role.PARTNER, organisation=given.organisation())
    address = f"/cases/{case.number}"

    def more() -> None:
        made = call(manager, "POST", f"{address}/referrals", data=package())
        call(manager, "POST", f"{address}/referrals/{made.json()['id']}/sending", if_match=made["ETag"])
        call(manager, "POST", f"{address}/letters", data={"template": "terminbrief", "address": "Weg 1"})
        call(manager, "POST", f"{address}/conferences", data=gathering())

    def costs() -> dict[str, int]:
        lists = {name: cost_of(call, manager, f"{address}/{name}") for name in ("referrals", "letters", "conferences")}
        return lists | {"received": cost_of(call, partner, "/referrals")}

    more()
    assert costs() == EXPECTED
    more()
    more()
    assert costs() == EXPECTED


EXPECTED = {"referrals": 8, "letters": 9, "conferences": 8, "received": 6}
