"""The table of ASVS 5.0: complete for levels 1 and 2, its sums are right, and what it names as evidence is there."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs/reference/asvs.md"
#: Requirements of levels 1 and 2 by section, as ASVS 5.0.0 numbers them.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4,
    "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5,
    "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4,
    "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4,
    "17.3": 2,
}  # fmt: skip
STATES = ("erfüllt", "entfällt", "Betrieb", "offen")
ROW = re.compile(r"^\| (\d+\.\d+)\.(\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
SUM = re.compile(r"^\| (Stufe 1|Stufe 2|beide) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
FILE = re.compile(r"`((?:src|tests|docs|requirements|sites)/[\w./-]+|pyproject\.toml|REUSE\.toml)`")

ROWS = ROW.findall(TABLE.read_text(encoding="utf-8"))


def test_every_requirement_has_its_line_once() -> None:
    assert sum(SECTIONS.values()) == 253
    assert Counter(section for section, *_ in ROWS) == SECTIONS
    assert max(Counter((section, number) for section, number, *_ in ROWS).values()) == 1


def test_each_line_says_where_it_stands_and_why() -> None:
    assert {state for *_, state, _ in ROWS} <= set(STATES)
    assert [row for row in ROWS if not row[-1].strip()] == []


def test_the_sums_are_those_of_the_lines() -> None:
    states = {level: Counter(row[4] for row in ROWS if row[2] in level) for level in ("1", "2", "12")}
    expected = [[*(states[level][state] for state in STATES), states[level].total()] for level in ("1", "2", "12")]
    assert [[int(number) for number in line[1:]] for line in SUM.findall(TABLE.read_text(encoding="utf-8"))] == expected


def test_what_is_named_as_evidence_exists() -> None:
    named = [path for row in ROWS for path in FILE.findall(row[5])]
    assert len(named) > 100
    assert [path for path in named if not (ROOT / path).exists()] == []
