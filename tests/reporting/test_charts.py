"""Charts are one picture with a name and a description, begin at zero, and follow light and dark."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from faden.reporting.charts import Chart, bars, columns
from faden.reporting.figures.shapes import Figure

FEW = Figure("< 5", "weniger als 5", None)
ROWS = [("Sprachkurs mit <Kindern>", Figure.of_number(1200)), ("Kita", Figure.of_number(300)), ("Wohnung", FEW)]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["bars", "columns"])
def chart(request: pytest.FixtureRequest) -> Chart:
    if request.param == "bars":
        return bars("Wo warten Familien?", ROWS)
    return columns("Wo warten Familien?", ROWS, ["Jan 2026", "Feb", "Mär"])


def test_it_is_one_picture_with_name_and_description(chart: Chart) -> None:
    picture = ET.fromstring(chart.page)  # noqa: S314 - our own drawing
    assert picture.get("role") == "img"
    named = {element.get("id"): element.text for element in picture if element.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert named[picture.get("aria-labelledby")] == "Wo warten Familien?"
    spoken = "Sprachkurs mit <Kindern>: 1.200; Kita: 300; Wohnung: weniger als 5"
    assert named[picture.get("aria-describedby")] == chart.description == spoken
    assert [e.tag for e in picture.iter() if e is not picture and (e.get("role") or e.get("aria-label"))] == []


def test_the_policy_allows_it_and_its_colors_come_from_the_stylesheet(chart: Chart) -> None:
    assert "style=" not in chart.page
    assert "<script" not in chart.page
    assert not re.search(r'(fill|stroke)="#', chart.page)
    assert "chart__bar" in chart.page


def test_paper_has_fixed_colors_and_the_font_of_the_documents(chart: Chart) -> None:
    assert 'fill="#3b4bb0"' in chart.paper
    assert "Noto Sans" in chart.paper
    assert "Fira Sans" not in chart.paper


def test_bars_begin_at_zero_and_a_hidden_one_has_no_length() -> None:
    drawn = bars("Wo?", ROWS).paper
    lengths = [Decimal(found) for found in re.findall(r'd="M0,[\d.]+h([\d.]+)v', drawn)]
    assert lengths[-3:] == [200, 50, 0]


def test_numbers_are_german_and_stand_at_the_bars(chart: Chart) -> None:
    assert [text for text in ("1.200", "300", "&lt; 5") if f">{text}<" not in chart.page] == []


def test_the_same_content_is_drawn_once() -> None:
    assert bars("Eins?", ROWS).paper is not None
    assert bars("Zwei?", ROWS).paper == bars("Eins?", ROWS).paper
