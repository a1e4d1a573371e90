"""The test run: every test once, then for each way through a rule the quickest tests that went it, until one fails."""

import sys
from collections.abc import Sequence

import pytest
from _pytest.runner import runtestprotocol

from tests.changed_rules.changing import Way, change_rules, ways

#: So many of the tests that went a way are run before it counts as unnoticed.
MOST = 40

change_rules()
took: dict[str, float] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> object:
    """Say whose turn it is."""
    ways.test = item.nodeid
    try:
        return (yield)
    finally:
        ways.test = ""


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember how long each test took."""
    took[report.nodeid] = took.get(report.nodeid, 0.0) + report.duration


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    """After the tests: change, and ask the tests again."""
    result = yield
    if session.testsfailed:
        raise session.Failed("the tests have to pass before anything is changed")
    items = {item.nodeid: item for item in session.items}
    asked = {way: sorted(tests, key=lambda test: took[test])[:MOST] for way, tests in sorted(ways.asked.items())}
    unnoticed = [way for way, tests in asked.items() if not _is_noticed(way, [items[test] for test in tests])]
    session._setupstate.teardown_exact(None)
    never = sorted(ways.all - set(asked))
    _tell(len(asked), unnoticed, never)
    session.testsfailed = len(unnoticed) + len(never)
    return result


def _is_noticed(way: Way, items: Sequence[pytest.Item]) -> bool:
    ways.changed = way
    try:
        return any(_fails(item) for item in items)
    finally:
        ways.changed = None


def _fails(item: pytest.Item) -> bool:
    # As it was before it ran the first time; afterwards only what belongs to the whole run stays set up.
    item._initrequest()  # type: ignore[attr-defined]
    return any(report.failed for report in runtestprotocol(item, nextitem=item.session, log=False))  # type: ignore[arg-type]


def _tell(changed: int, unnoticed: list[Way], never: list[Way]) -> None:
    rules = len({way.rule for way in ways.all})
    sys.stdout.write(
        f"\n{rules} rules, {changed} ways through them changed, {len(unnoticed)} unnoticed, {len(never)} never gone\n"
        + "".join(f"  unnoticed: {way}\n" for way in unnoticed)
        + "".join(f"  never gone: {way}\n" for way in never)
    )
