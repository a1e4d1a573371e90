"""Set a document."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import typst

FOLDER = Path(__file__).parent
FONTS = FOLDER / "vendor" / "noto-sans"
# With the standards declared the compiler refuses what they forbid: a missing glyph or a title forgotten is an error.
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]


def render(template: str, data: Mapping[str, Any], *, language: str = "de") -> bytes:
    """Return the PDF of a template.

    Data are values, never markup: the template reads them from ``sys.inputs`` as JSON, so that no name can become code.

    :param template: name without ending of a file in ``templates/``
    :param data: numbers, texts, dates, lists and mappings of them; dates arrive as ``{"year", "month", "day"}``
    :param language: of the text for clients (``texts/``); templates for staff ignore it
    """
    told = json.dumps({**data, "language": language}, default=_plain, ensure_ascii=False)
    return typst.compile(
        str(FOLDER / "templates" / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=[*STANDARDS],
        sys_inputs={"data": told},
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return {**_day(value), "hour": value.hour, "minute": value.minute}
    if isinstance(value, date):
        return _day(value)
    return str(value)


def _day(on: date) -> dict[str, int]:
    return {"year": on.year, "month": on.month, "day": on.day}
