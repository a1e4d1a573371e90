"""Tables to take along: values and nothing but values."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib.spreadsheets import csv_file, xlsx_file

HEADS = ("Fall", "Name", "Eröffnet", "Kontakte")


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheet(content: bytes) -> str:
    """The cells as the workbook holds them."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_a_table_as_excel_opens_it_in_german() -> None:
    content = csv_file(HEADS, [("26-0417", "Đorđević; Ana", date(2026, 3, 12), 4), ("26-0418", "", None, 0)])
    assert content.startswith(b"\xef\xbb\xbf")
    assert read_csv(content) == [
        list(HEADS),
        ["26-0417", "Đorđević; Ana", "12.03.2026", "4"],
        ["26-0418", "", "", "0"],
    ]


FORMULAS = ["=1+1", "+49 5251", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', " =1", "＝1", "\n+1"]


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_name_is_no_formula(typed: str) -> None:
    _, (_, cell) = read_csv(csv_file(("a", "b"), [("x", typed)]))
    assert cell.startswith("'")
    content = xlsx_file("Fälle", ("a", "b"), [("x", typed)])
    assert "<f>" not in sheet(content)


def test_a_workbook_has_days_numbers_and_texts() -> None:
    content = xlsx_file("Fälle", HEADS, [("26-0417", "Ana", date(2026, 3, 12), 4)])
    cells = sheet(content)
    assert re.search(r'<c r="B2" t="s">', cells), "text"
    assert re.search(r'<c r="C2" s="\d"><v>46093</v>', cells), "a number with the format of a day"
    assert '<c r="D2"><v>4</v>' in cells
    assert "hyperlink" not in cells


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_whatever_is_written_is_read_and_never_calculated(rows: list[tuple[str, str]]) -> None:
    for row in read_csv(csv_file(("a", "b"), rows))[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    xlsx_file("x", ("a", "b"), rows)
