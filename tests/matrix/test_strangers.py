"""What a number alone opens: nothing; and what a page leaves behind in logs and addresses: no name."""

import logging
import re
from collections.abc import Iterator

import pytest
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.identity.queries import account_with_roles
from faden.lib.identifiers import new_id
from faden.processes.keep_accounts import deactivate_account
from tests.matrix.addresses import Address, addresses
from tests.matrix.asking import VERSION, Asking, bodies, path_to
from tests.matrix.world import MARKS, World

pytestmark = pytest.mark.django_db(transaction=True)

WITH_PARAMETERS = [address for address in addresses() if {"number", "key"} & set(address.parameters)]
OF_A_CASE = re.compile("/faelle/|/cases/")
WITHIN_A_CASE = [one for one in WITH_PARAMETERS if len(one.parameters) > 1 and OF_A_CASE.search(one.shape)]
SECRETS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
LINKS = re.compile(r'(?:href|action|src|hx-\w+)="([^"]*)"')
ASKERS = ("manag", "other", "coord", "admin")
EVERY = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def asking() -> Asking:
    return Asking(World(timezone.localdate(), timezone.now()))


def questions(some: list[Address]) -> Iterator[tuple[Address, str, str]]:
    return ((address, method, name) for address in some for method in ("GET", "POST") for name in ASKERS)


def made_up(address: Address) -> dict[str, object]:
    """Numbers and identifiers of the right shape that stand for nothing."""
    prefix = next((p for part, p in (("luecken", "L-"), ("gaps", "L-"), ("them", "T-")) if part in address.shape), "")
    return {
        name: f"{prefix}26-999999" if name == "number" else new_id()
        for name in address.parameters
        if name == "number" or name.endswith(("_id", "key"))
    }


def test_what_belongs_to_others_looks_like_what_does_not_exist(asking: Asking) -> None:
    different = []
    for address, method, name in questions(WITH_PARAMETERS):
        real, invented = path_to(asking.world, address), path_to(asking.world, address, **made_up(address))
        answers = [asking.ask(name, method, path, VERSION) for path in (real, invented)]
        if answers[1].status_code not in (403, 404, 405, 422) or (
            answers[0].status_code == 404 and page(answers[0].text, real) != page(answers[1].text, invented)
        ):
            different.append(f"{method} {address.shape} as {name}: {[a.status_code for a in answers]}")
    assert different == []


def page(text: str, path: str) -> str:
    """The page without what differs from request to request."""
    return SECRETS.sub("", text).replace(path, "")


def test_a_part_of_another_case_is_not_reached_through_ones_own(asking: Asking) -> None:
    theirs = {name: value for name, value in asking.world.theirs.items() if name.endswith("_id")}
    reached, sent = [], bodies(asking.world)
    for address in WITHIN_A_CASE:
        parts = {name: theirs[name] for name in address.parameters if name in theirs}
        if not parts:
            continue
        path = path_to(asking.world, address, **parts)
        for name in ("manag", "helpr", "other"):
            data = sent.get(address.shape, VERSION)
            methods = EVERY if address.is_interface else ("GET", "POST")
            statuses = {asking.ask(name, method, path, data).status_code for method in methods}
            reached += [f"{address.shape} as {name}: {statuses}"] if not statuses <= {403, 404, 405} else []
    assert reached == []


def test_a_form_from_elsewhere_is_refused(asking: Asking) -> None:
    taken = []
    for address in addresses():
        if address.is_interface:
            continue
        path = path_to(asking.world, address)
        status = asking.ask("manag", "POST", path, asking.forms.get(path, VERSION), checks_secret=True).status_code
        if status not in (403, 405):
            taken.append(f"{address.shape}: {status}")
    assert taken == []


def test_names_and_notes_stay_out_of_logs_and_addresses(
    asking: Asking, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    links: list[str] = []
    shown = 0
    for address in addresses():
        path = path_to(asking.world, address)
        for method in ("GET", "POST"):
            answer = asking.ask("manag", method, path, asking.forms.get(path, VERSION))
            links.append(answer.headers.get("Location", ""))
            if not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue
            shown += any(mark in answer.text for mark in MARKS) if answer.status_code == 200 else 0
            links += [
                answer.headers.get("Location", ""),
                *re.findall(r'(?:href|action|src|hx-\w+)="([^"]*)"', answer.text),
            ]
    said = [record.getMessage() + str(record.exc_info or "") for record in caplog.records]
    captured = capfd.readouterr()
    assert shown > 5, "the marks must be on the pages, or their absence elsewhere says nothing"
    assert [line for line in [*said, *links, captured.out, captured.err] for mark in MARKS if mark in line] == []


def test_a_closed_account_is_nobody_from_the_next_click_on(asking: Asking) -> None:
    admin = asking.world.actors["admin"]
    with act_as(admin, today=asking.world.today):
        account = account_with_roles(asking.world.actors["helpr"].id)
        deactivate_account(account=account, on=asking.world.today, actor=admin, now=asking.world.now)
    let_in = []
    for address in addresses():
        path = path_to(asking.world, address)
        statuses = [asking.ask(name, "GET", path).status_code for name in ("helpr", "nobody")]
        let_in += [f"{address.shape}: {statuses}"] if statuses[0] != statuses[1] else []
    assert let_in == []
