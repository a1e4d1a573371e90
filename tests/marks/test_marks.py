"""Nobody reads a mark of somebody else's, on no page, in no file, by no program; nothing behind the pages holds one."""

import logging
import os
import sys
from collections.abc import Iterator

import pytest
from django.utils import timezone

from tests.marks.oracle import MARK, Facts, Kind, Mark
from tests.marks.reading import Listening, Reading, fixed_paths, names_of
from tests.marks.site import Site

pytestmark = pytest.mark.django_db
#: In the long version so many cases for each of two case managers, asked by everybody; in the short one a few files.
CASES = int(os.environ.get("FADEN_MARKS_CASES", "0"))
FEW = ("one", "helper", "former", "two", "partner")
CRAWLERS = ("one", "two", "helper", "former", "partner", "protection", "warden", "admin", "lead")


@pytest.fixture
def logged() -> Iterator[Listening]:
    listening, loggers = Listening(), [logging.getLogger(name) for name in ("", "django", "faden")]
    for logger in loggers:
        logger.addHandler(listening)
    yield listening
    for logger in loggers:
        logger.removeHandler(listening)


def test_every_mark_stands_only_where_its_reader_may_read_it(logged: Listening) -> None:
    site = Site(timezone.localdate(), timezone.now(), CASES or 3)
    reading = Reading(site)
    numbers = list(site.readers) if CASES else list(site.readers)[1:3]
    accounts = list(site.actors) if CASES else FEW
    paths = set(fixed_paths(numbers)) - {"/abmelden/"}
    for name in CRAWLERS if CASES else ("one",):
        paths |= reading.crawl(name, numbers, 4000 if CASES else 100)
    for name in accounts:
        for path in sorted(paths):
            reading.read(name, path)
    for name, secret in site.feeds.items():
        reading.read(name, f"/kalender/{secret}/faden.ics")
    for name in ("one", "two", "helper", "former"):
        for typed in names_of(site) if CASES else names_of(site)[:3]:
            reading.search(name, typed)
    reading.look_behind(logged.lines)
    found = reading.findings
    sys.stdout.write(
        f"\n{len(site.marks)} marks, {len(paths)} paths, {len(accounts)} accounts, {found.answers} answers, "
        f"{found.checked} items checked, foreign {len(found.foreign)}, seen {len(found.seen)}; {found.forms}\n"
    )
    assert found.foreign == []
    assert found.failed == []
    # The harness is not blind: what its readers may read, they have read.
    of_these = {mark.text for mark in site.marks if mark.case in numbers}
    assert [reading.by_text[text].where for text in of_these - found.seen] == []


@pytest.mark.parametrize(
    ("mark", "account", "path", "may"),
    [
        (Mark("x", Kind.FILE, "1", ""), "one", "/heute/", True),
        (Mark("x", Kind.FILE, "1", ""), "two", "/faelle/1/", False),
        (Mark("x", Kind.AUTHOR, "1", "", author="one"), "helper", "/faelle/1/", False),
        (Mark("x", Kind.DISCLOSED, "1", "", receiver="partner"), "partner", "/verweise/", True),
        (Mark("x", Kind.IDENTITY, "2", ""), "one", "/faelle/", False),
        (Mark("x", Kind.IDENTITY, "2", ""), "one", "/faelle/2/person/", True),
        (Mark("x", Kind.IDENTITY, "1", ""), "one", "/faelle/", True),
    ],
)
def test_the_oracle_says_no_as_well_as_yes(mark: Mark, account: str, path: str, *, may: bool) -> None:
    facts = Facts({"1": frozenset({"one", "helper"}), "2": frozenset({"one"})}, frozenset({"2"}))
    assert facts.may_read(mark, account, path) is may


def test_a_foreign_mark_is_noticed() -> None:
    site = Site(timezone.localdate(), timezone.now(), 1)
    reading = Reading(site)
    theirs = next(mark for mark in site.marks if mark.case == list(site.readers)[1])
    reading.look("one", "/heute/", f"<td>{theirs.text}</td>")
    reading.look_behind([f"ERROR somewhere: {theirs.text}"])
    assert len(reading.findings.foreign) == 2
    assert all(MARK.fullmatch(mark.text) for mark in site.marks)
