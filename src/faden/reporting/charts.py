"""Charts as SVG: bars from zero, labelled where they stand, for the page (light and dark) and for paper.

vl-convert brings a JavaScript engine along, which does not survive a fork: it is imported by the first chart, in the
process that serves, never by the one that starts it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import escape
from textwrap import wrap
from threading import Lock
from typing import Any

from faden.reporting.figures.shapes import Figure

Rows = Sequence[tuple[str, Figure]]
Spec = dict[str, Any]

# Placeholders that the page turns into classes of the stylesheet, so that dark mode needs no second drawing.
_INK, _QUIET, _BAR = "#010101", "#020202", "#030303"
_CLASSES = {_INK: "chart__ink", _QUIET: "chart__quiet", _BAR: "chart__bar"}
_PAPER = {_INK: "#171a2b", _QUIET: "#8a8fa3", _BAR: "#3b4bb0"}
_FONT = "Fira Sans"
_PAPER_FONT = "Noto Sans"
_LABEL: Spec = {"field": "label", "type": "ordinal", "sort": None, "title": None}
_NUMBER: Spec = {"field": "number", "type": "quantitative", "axis": None, "scale": {"zero": True, "nice": False}}
_LONGEST_LINE = 34
_HEIGHT = 200
#: The whole drawing is one picture; its parts have no names of their own.
_PARTS = re.compile(r' (role="graphics-[a-z]+"|aria-[a-z]+="[^"]*")')
_COLOR = re.compile(r'(fill|stroke)="(#0[123]0[123]0[123])"')
_engine = Lock()


@dataclass(frozen=True)
class Chart:
    """A drawing with the question it answers.

    :param page: for HTML: colors by class, ``role="img"`` with title and description
    :param paper: for PDF: colors and font fixed; the description goes into the document's alternative text
    """

    title: str
    description: str
    page: str
    paper: str


def columns(title: str, rows: Rows, short: Sequence[str]) -> Chart:
    """Upright bars for a course of time.

    :param short: what stands below each bar, instead of its label; words of one below each other
    """
    return _chart(title, rows, _upright(rows, short))


def bars(title: str, rows: Rows) -> Chart:
    """Lying bars for a comparison, in the order given."""
    return _chart(title, rows, _lying(rows))


def _chart(title: str, rows: Rows, spec: Spec) -> Chart:
    description = "; ".join(f"{label}: {figure.spoken}" for label, figure in rows) or "keine Angaben"
    drawn = _drawn(json.dumps(spec, ensure_ascii=False, sort_keys=True))
    return Chart(title, description, _for_page(drawn, title, description), _for_paper(drawn))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    """Draw, once for each content."""
    import vl_convert  # noqa: PLC0415 - see above

    with _engine:
        drawn = vl_convert.vegalite_to_svg(json.loads(spec), format_locale="de-DE", time_format_locale="de-DE")
    return _PARTS.sub("", drawn)


def _for_page(drawn: str, title: str, description: str) -> str:
    name = f"c{sha256((title + drawn).encode()).hexdigest()[:8]}"

    def by_class(found: re.Match[str]) -> str:
        return f'class="{_CLASSES[found[2]]} chart__{found[1]}"'

    told = f'<title id="{name}t">{escape(title)}</title><desc id="{name}d">{escape(description)}</desc>'
    head = f'<svg role="img" aria-labelledby="{name}t" aria-describedby="{name}d" focusable="false"'
    opened = _COLOR.sub(by_class, drawn).replace("<svg", head, 1)
    return opened.replace(">", f">{told}", 1)


def _for_paper(drawn: str) -> str:
    fixed = _COLOR.sub(lambda found: f'{found[1]}="{_PAPER[found[2]]}"', drawn)
    return fixed.replace(_FONT, _PAPER_FONT)


def _values(rows: Rows) -> list[Spec]:
    """A hidden figure has no bar, only its mark."""
    return [
        {"label": label, "lines": _lines(label), "number": float(figure.number or 0), "text": figure.text}
        for label, figure in rows
    ]


def _lines(label: str) -> list[str]:
    """At most two lines; what is longer still stands in the table beside."""
    lines = wrap(label, _LONGEST_LINE)
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1][: _LONGEST_LINE - 2]} …"]


def _upright(rows: Rows, short: Sequence[str]) -> Spec:
    axis = {"labels": False, "ticks": False, "domainColor": _QUIET, "offset": 0}
    across = {**_LABEL, "scale": {"paddingInner": 0.25}, "axis": axis}
    number = _mark({"dy": -8, "baseline": "middle"}, "text")
    words = _mark({"dy": 8, "baseline": "top"}, "lines", y={"value": _HEIGHT})
    values = [{**value, "lines": word.split()} for value, word in zip(_values(rows), short, strict=True)]
    return _spec(
        values,
        {"x": across, "y": _NUMBER},
        [number, words],
        width={"step": 38} if len(rows) > 12 else 460,
        height=_HEIGHT,
    )


def _lying(rows: Rows) -> Spec:
    down = {**_LABEL, "scale": {"paddingInner": 0.3}, "axis": None}
    number = _mark({"dx": 5, "align": "left", "baseline": "middle"}, "text")
    words = [
        # The first of two lines stands half a line higher, so that both together are centered.
        {
            **_mark(
                {"dx": -8, "dy": -7 * (lines - 1), "align": "right", "baseline": "middle"}, "lines", x={"value": 0}
            ),
            "transform": [{"filter": f"length(datum.lines) == {lines}"}],
        }
        for lines in (1, 2)
    ]
    return _spec(_values(rows), {"y": down, "x": _NUMBER}, [number, *words], width=200, height={"step": 36})


def _mark(properties: Spec, field: str, **place: Spec) -> Spec:
    """Words at the end of each bar, or at the place given."""
    mark = {"type": "text", "color": _INK, "fontSize": 12, "lineHeight": 14, **properties}
    return {"mark": mark, "encoding": {"text": {"field": field, "type": "nominal"}, **place}}


def _spec(values: list[Spec], encoding: Spec, words: list[Spec], *, width: int | Spec, height: int | Spec) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "data": {"values": values},
        "encoding": encoding,
        "layer": [{"mark": {"type": "bar", "color": _BAR}}, *words],
        "config": {
            "aria": False,
            "background": None,
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {"labelColor": _INK, "labelFontSize": 12, "grid": False},
        },
    }
