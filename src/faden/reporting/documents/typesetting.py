"""Set a document."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import typst

FOLDER = Path(__file__).parent
FONTS = FOLDER / "vendor"
# With the standards declared the compiler refuses what they forbid: a missing glyph or a title forgotten is an error.
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
#: Stands for a character that no font can draw (an emoji, a Chinese name): the paper is printed, and it shows.
UNKNOWN = "\ufffd"
NO_SIGN = re.compile(r'the text `"(.*?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
#: So many are replaced as the compiler complains; after that, all that is no European writing.
PATIENCE = 20
FOREIGN = re.compile(r"[^\n\u0020-\u052f\u0600-\u06ff\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf]")


def render(template: str, data: Mapping[str, Any], *, language: str = "de") -> bytes:
    """Return the PDF of a template.

    Data are values, never markup: the template reads them from ``sys.inputs`` as JSON, so that no name can become code.

    :param template: name without ending of a file in ``templates/``
    :param data: numbers, texts, dates, lists and mappings of them; dates arrive as ``{"year", "month", "day"}``
    :param language: that stands beside German; papers for staff ignore it
    """
    told = json.loads(json.dumps({**data, "language": language}, default=_plain))
    for _ in range(PATIENCE):
        try:
            return _compiled(template, told)
        except typst.TypstError as error:
            undrawn = _undrawn(str(error))
            if not undrawn:
                raise
            told = _drawable(told, re.compile("[" + re.escape(undrawn) + "]"))
    return _compiled(template, _drawable(told, FOREIGN))


def _compiled(template: str, told: object) -> bytes:
    return typst.compile(
        str(FOLDER / "templates" / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=[*STANDARDS],
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
    )


def _undrawn(complaint: str) -> str:
    """The characters for which no font has a sign, as the compiler names them."""
    named = "".join(NO_SIGN.findall(complaint))
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), named)


def _drawable(value: Any, undrawn: re.Pattern[str]) -> Any:
    """The same data with another character for those."""
    match value:
        case str():
            return undrawn.sub(UNKNOWN, value)
        case list():
            return [_drawable(item, undrawn) for item in value]
        case dict():
            return {key: _drawable(item, undrawn) for key, item in value.items()}
    return value


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return {**_day(value), "hour": value.hour, "minute": value.minute}
    if isinstance(value, date):
        return _day(value)
    return str(value)


def _day(on: date) -> dict[str, int]:
    return {"year": on.year, "month": on.month, "day": on.day}
