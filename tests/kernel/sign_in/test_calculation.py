"""Codes after the published vectors, and by when somebody must have a second factor."""

from datetime import UTC, date, datetime, timedelta

import pytest

from faden.kernel.access.actor import Grant
from faden.kernel.access.roles import Role
from faden.kernel.sign_in.calculation import (
    ALPHABET,
    Rule,
    due_on,
    new_paper_code,
    plain_paper_code,
    setup_address,
    step_of,
)

RFC_6238 = b"12345678901234567890"
TODAY = date(2026, 11, 20)
LEAD = Rule(Role.LEAD, 30, date(2026, 11, 1), None)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
    ids="RFC 6238, appendix B: {}".format,
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    assert step_of(code, secret=RFC_6238, now=now, after=None) == seconds // 30
    assert step_of(code, secret=RFC_6238, now=now, after=seconds // 30) is None, "counts once"
    assert step_of(f"{(int(code) + 1) % 1000000:06}", secret=RFC_6238, now=now, after=None) is None


@pytest.mark.parametrize(("drift", "counts"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_clocks_may_differ_by_half_a_minute(drift: int, counts: bool) -> None:
    now = datetime.fromtimestamp(1111111111 + drift, UTC)
    assert (step_of("050471", secret=RFC_6238, now=now, after=None) is not None) is counts


def test_the_address_names_account_and_house() -> None:
    address = setup_address(RFC_6238, account="anna@kreis.example", issuer="Faden Kreis Paderborn")
    assert address.startswith("otpauth://totp/Faden%20Kreis%20Paderborn:anna%40kreis.example?")
    assert "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" in address


def test_paper_codes_are_long_and_forgive_how_they_are_typed() -> None:
    codes = {new_paper_code(3) for _ in range(200)}
    assert len(codes) == 200
    assert {character for code in codes for character in code[2:]} <= {*ALPHABET, "-"}
    one = codes.pop()
    assert plain_paper_code(f" {one.lower().replace('-', ' ')} ") == plain_paper_code(one)


@pytest.mark.parametrize(
    ("grants", "rules", "opened_on", "due"),
    [
        ((), (LEAD,), TODAY, None),
        ((Grant(Role.LEAD, since=date(2022, 1, 1)),), (), TODAY, None),
        ((Grant(Role.ADMIN, since=date(2022, 1, 1)),), (LEAD,), TODAY, None),
        ((Grant(Role.LEAD, since=date(2022, 1, 1)),), (LEAD,), date(2022, 1, 1), date(2026, 12, 1)),
        ((Grant(Role.LEAD, since=date(2026, 11, 10)),), (LEAD,), date(2022, 1, 1), date(2026, 12, 10)),
        ((Grant(Role.LEAD, since=date(2022, 1, 1)),), (LEAD,), date(2026, 11, 20), date(2026, 12, 20)),
        (
            (Grant(Role.LEAD, since=date(2022, 1, 1)), Grant(Role.ADMIN, since=date(2022, 1, 1))),
            (LEAD, Rule(Role.ADMIN, 0, date(2026, 1, 1), None)),
            date(2022, 1, 1),
            date(2026, 1, 1),
        ),
        ((Grant(Role.LEAD, since=date(2022, 1, 1)),), (Rule(Role.LEAD, 0, TODAY + timedelta(1), None),), TODAY, None),
        ((Grant(Role.LEAD, since=date(2022, 1, 1)),), (Rule(Role.LEAD, 0, date(2020, 1, 1), TODAY),), TODAY, None),
    ],
    ids=[
        "no role", "no rule", "another role", "from the rule", "from the role", "from the account", "the strictest",
        "not yet", "no more",
    ],
)  # fmt: skip
def test_by_when(grants: tuple[Grant, ...], rules: tuple[Rule, ...], opened_on: date, due: date | None) -> None:
    assert due_on(grants=grants, rules=rules, opened_on=opened_on, today=TODAY) == due
