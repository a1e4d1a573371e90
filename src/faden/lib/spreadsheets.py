"""Tables to take along: CSV as German spreadsheet programs read it, and XLSX.

Every cell is a value. A text that a program could take for a formula (``=HYPERLINK(…)`` as a name) is led in by an
apostrophe in CSV, which has no types, and written as text in XLSX, which has.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

Cell = str | int | date | None
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: What makes a spreadsheet program calculate (OWASP, CSV injection), also after blanks that it leaves out.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDEST = 60


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table separated by semicolons, in UTF-8 with the mark by which Excel knows it; days as 20.11.2026."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if cell is None or isinstance(cell, int):
        return "" if cell is None else str(cell)
    return f"'{cell}" if cell.lstrip().startswith(_STARTS_A_FORMULA) or cell.startswith(_STARTS_A_FORMULA) else cell


def xlsx_file(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook with one sheet: head fixed and filterable, days as days, columns as wide as their words."""
    content = io.BytesIO()
    as_told = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, as_told) as book:
        book.set_properties({"title": title, "author": "Faden"})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet(title[:31])
        widths = [len(head) + 3 for head in heads]
        last = 0
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for last, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, last, column, cell, day)
                widths[column] = max(widths[column], min(len(_plain(cell)) + 2, _WIDEST))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(heads) - 1)
    return content.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(line, column, cell, day)
    elif isinstance(cell, int):
        sheet.write_number(line, column, cell)
    elif cell:
        sheet.write_string(line, column, cell)
