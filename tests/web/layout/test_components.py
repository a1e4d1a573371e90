"""Components: what they show, what they escape, what they refuse."""

import re
from datetime import date
from decimal import Decimal

import jinja2
import jinja2.meta
import pytest
from django import forms
from django.test import RequestFactory
from markupsafe import Markup

from faden.web.layout.controls import control
from faden.web.layout.fields import DateField, NumberField, VersionField
from faden.web.layout.jinja import WEB, engine

EVIL = "<b onclick=alert(1)>&\"'"
COMPONENTS = sorted(path.relative_to(WEB).as_posix() for path in (WEB / "components").glob("*/*.html"))


def draw(text: str, **context: object) -> str:
    """Render a piece of template with the product's environment."""
    request = RequestFactory().get("/liste/?sortierung=name&phase=planning&ab=x")
    return engine().from_string(text).render({"request": request, "today": date(2026, 11, 20), **context})


def use(component: str, call: str, **context: object) -> str:
    """Render one call of a component's macro; it may also use the others of its file."""
    names = re.findall(r"{%-? macro ([a-z]\w*)", (WEB / "components" / component / f"{component}.html").read_text())
    return draw(f'{{% from "components/{component}/{component}.html" import {", ".join(names)} %}}{call}', **context)


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="Wie genannt.", max_length=20)
    on = DateField(label="Datum", required=False)
    hours = NumberField(label="Stunden", places=2, least=0, most=10, required=False)
    kind = forms.ChoiceField(
        label="Art", choices=[("", "bitte wählen"), ("Nord", [("a", "Ahlen")]), ("Süd", [("b", "Büren")])]
    )
    answer = forms.ChoiceField(label="Antwort", choices=[("ja", "Ja"), ("nein", "Nein")], widget=forms.RadioSelect)
    domains = forms.MultipleChoiceField(
        label="Felder", choices=[("x", "X"), ("y", "Y")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="Einverstanden", required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    version = VersionField(required=False)


@pytest.mark.parametrize("name", COMPONENTS)
def test_macros_declare_what_they_take(name: str) -> None:
    """A component knows its arguments and the environment's own names, and nothing of the page it stands on."""
    tree = engine().parse((WEB / name).read_text(encoding="utf-8"))
    free = jinja2.meta.find_undeclared_variables(tree) - set(engine().globals)
    assert free <= {"caller"}


@pytest.mark.parametrize("nothing", ["", "–", " \n "])
def test_a_cell_without_words_can_be_left_out_where_a_list_stacks(nothing: str) -> None:
    drawn = use("table", '{{ cell(nothing, label="Sperre") }}{{ number_cell(nothing, label="Zahl") }}', nothing=nothing)
    assert drawn.count("table__empty") == 2
    assert "Sperre" not in drawn
    assert "Zahl" not in drawn
    said = use("table", '{{ cell("seit gestern", label="Sperre") }}{{ cell("", note="seit gestern") }}')
    assert "table__empty" not in said
    assert "Sperre: </span>seit gestern" in said


def test_what_is_missing_fails() -> None:
    with pytest.raises(jinja2.UndefinedError):
        draw("{{ nobody.knows }}")
    with pytest.raises(jinja2.UndefinedError):
        use("icon", '{{ icon("no such drawing") }}')
    with pytest.raises(jinja2.UndefinedError):
        use("status", '{{ status("offen", "no such tone") }}')


@pytest.mark.parametrize(
    ("component", "call"),
    [
        ("aside", "{% call aside_part(evil) %}{{ evil }}{% endcall %}"),
        ("breadcrumb", "{{ breadcrumb([(evil, evil), (evil, None)]) }}"),
        ("button", "{{ button(evil, name=evil, value=evil) }}{{ act(evil, evil) }}"),
        ("button", "{{ post_button(request, evil, evil, values={evil: evil}) }}"),
        ("card", "{% call card(evil, evil, evil) %}{{ evil }}{% endcall %}"),
        ("chart", "{{ chart(evil, evil, [evil], [[evil, evil]], evil) }}"),
        ("chips", '{{ chips(request, evil, "phase", [(evil, evil)]) }}{{ list_head(evil) }}'),
        ("empty", "{{ empty(evil, evil) }}"),
        ("facts", "{{ facts([(evil, evil)]) }}"),
        ("figure", "{{ figure(evil, evil, evil, evil) }}"),
        ("form", "{% call fieldset(evil, evil) %}{{ evil }}{% endcall %}"),
        ("heading", "{{ heading(evil, evil, [evil], evil) }}{{ section_heading(evil) }}"),
        ("meter", "{{ meter(1, words=[evil, evil]) }}"),
        ("notice", "{{ notice(evil) }}"),
        ("paging", "{{ paging(request, next=evil, previous=evil) }}"),
        ("status", "{{ status(evil) }}"),
        ("stepper", '{{ stepper([{"label": evil, "state": "done", "note": evil}], evil) }}'),
        (
            "table",
            (
                '{% call table(request, evil, [{"label": evil, "sort": evil}]) %}{% call row() %}'
                "{{ link_cell(evil, evil) }}{{ cell(evil) }}{{ number_cell(evil) }}{% endcall %}{% endcall %}"
            ),
        ),
        ("table", "{{ sum_row(evil, [evil]) }}"),
        ("tabs", "{{ tabs(request, [(evil, evil)], evil) }}"),
        ("timeline", '{{ timeline([{"on": today, "title": evil, "note": evil, "icon": "dot", "tone": ""}], today) }}'),
        ("trail", '{{ trail([{"kind": evil, "text": evil, "href": evil, "note": evil}]) }}'),
    ],
    ids=lambda value: value if value.isalpha() else "",
)
def test_whatever_somebody_types_stays_text(component: str, call: str) -> None:
    html = use(component, call, evil=EVIL)
    assert "<b " not in html
    assert "&lt;b onclick=alert(1)&gt;" in html or "%3Cb" in html


def test_a_field_is_labelled_explained_and_marked() -> None:
    form = SampleForm({"name": "", "on": "31.02.2026"})
    html = use("field", '{{ field(form["name"]) }}', form=form)
    assert '<label class="kern-label" for="id_name">Name</label>' in html
    assert 'aria-describedby="id_name-help id_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert "Bitte ausfüllen." in html
    date_field = use("field", '{{ field(form["on"]) }}', form=form)
    assert 'value="31.02.2026"' in date_field
    assert "Den 31. Februar 2026 gibt es nicht" in date_field
    assert ">optional</span>" in date_field
    assert " required" not in date_field


@pytest.mark.parametrize("name", list(SampleForm.base_fields))
def test_every_kind_of_field_has_a_name_for_everybody(name: str) -> None:
    html = use("field", "{{ field(bound) }}", bound=SampleForm(initial={"version": 3})[name])
    labelled = re.search(r'<label[^>]* for="([^"]+)"', html)
    if name == "version":
        assert html.strip() == '<input type="hidden" name="version" value="3" id="id_version">'
    else:
        assert labelled
        assert f'id="{labelled[1]}"' in html
        assert f'name="{name}"' in html


def test_choices_keep_their_order_their_groups_and_the_answer() -> None:
    html = use("field", '{{ field(form["kind"]) }}', form=SampleForm({"kind": "b"}))
    assert html.index("bitte wählen") < html.index('<optgroup label="Nord">') < html.index('<optgroup label="Süd">')
    assert re.findall(r'<option value="(\w*)" selected>', html) == ["b"]
    radio = use("field", '{{ field(form["answer"]) }}', form=SampleForm({"answer": "nein"}))
    assert re.findall(r'value="(\w+)" checked', radio) == ["nein"]
    boxes = use("field", '{{ field(form["domains"]) }}', form=SampleForm(initial={"domains": ["x", "y"]}))
    assert re.findall(r'value="(\w+)" checked', boxes) == ["x", "y"]


def test_stored_values_are_shown_as_a_german_would_type_them() -> None:
    form = SampleForm(initial={"on": date(2026, 11, 3), "hours": Decimal("2.5"), "agreed": True})
    assert control(form["on"]).value == "03.11.2026"
    assert control(form["hours"]).value == "2,5"
    assert control(form["agreed"]).checked


def test_what_was_typed_comes_back_even_when_it_is_wrong() -> None:
    form = SampleForm({"on": "morgen früh", "hours": "1.5", "text": "\nZeile"})
    assert control(form["on"]).value == "morgen früh"
    assert control(form["hours"]).value == "1.5"
    assert "<textarea" in (html := use("field", '{{ field(form["text"]) }}', form=form))
    assert ">\n\nZeile</textarea>" in html


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("1,25", Decimal("1.25")), ("", None), ("10", Decimal(10))],
)
def test_numbers_with_a_comma(typed: str, understood: Decimal | None) -> None:
    assert NumberField(places=2, required=False).clean(typed) == understood


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1.5", "Komma"),
        ("11", "höchstens 10"),
        ("-1", "mindestens 0"),
        ("1,255", "höchstens 2"),
        ("viel", "keine Zahl"),
    ],
)
def test_numbers_that_cannot_be(typed: str, message: str) -> None:
    with pytest.raises(forms.ValidationError, match=message):
        NumberField(places=2, least=0, most=10).clean(typed)


def test_the_errors_stand_on_top_with_links_to_their_fields() -> None:
    form = SampleForm({"name": "", "kind": "", "answer": ""})
    html = use("form", '{{ form_for(request, form, "Speichern") }}', form=form)
    assert "Bitte prüfen Sie 3 Angaben" in html
    for link in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{link}"' in html
    assert html.index("error-summary") < html.index('name="name"')
    assert 'name="csrfmiddlewaretoken"' in html
    assert html.count('type="submit"') == 1


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in use("form", '{{ form_for(request, form, "Speichern") }}', form=SampleForm())


def test_a_sorted_column_says_so_and_leads_the_other_way() -> None:
    columns = [{"label": "Name", "sort": "name"}, {"label": "Datum", "sort": "on", "numeric": True}, {"label": "Ort"}]
    html = use("table", '{% call table(request, "Fälle", columns) %}{% endcall %}', columns=columns)
    assert 'aria-sort="ascending"><a href="/liste/?sortierung=-name&amp;phase=planning">' in html
    assert '<th scope="col" class="numeric"><a href="/liste/?sortierung=on&amp;phase=planning">' in html
    assert '<th scope="col">Ort</th>' in html


def test_a_chosen_filter_can_be_taken_away() -> None:
    html = use("chips", '{{ chips(request, "Phase", "phase", [("planning", "Planung"), ("delivery", "Umsetzung")]) }}')
    assert '<a class="chip chip--on" href="/liste/?sortierung=name" aria-current="true">Planung' in html
    assert 'href="/liste/?sortierung=name&amp;phase=delivery"' in html


def test_paging_keeps_the_list_as_it_is() -> None:
    html = use("paging", '{{ paging(request, next="n") }}')
    assert 'href="/liste/?sortierung=name&amp;phase=planning&amp;ab=n" rel="next"' in html
    assert "zurück" not in html
    assert not use("paging", "{{ paging(request) }}").strip()


def test_time_is_told_by_day_both_ways() -> None:
    entries = [
        {"on": date(2026, 11, 20), "title": "Kontakt", "note": "25 Min.", "icon": "contact", "tone": ""},
        {"on": date(2026, 10, 30), "title": "Verweis", "note": "", "icon": "referral", "tone": "good"},
        {"on": date(2026, 10, 30), "title": "Hürde", "note": "", "icon": "barrier", "tone": "warning"},
    ]
    html = use(
        "timeline", "{% call(entry) timeline(entries, today) %}<i>{{ entry.title }}</i>{% endcall %}", entries=entries
    )
    assert re.findall(r'<time datetime="[^"]+">([^<]+)', html) == ["Heute", "Vor 3\xa0Wochen, 30.10.2026"]
    assert html.count("<ol") == html.count("</ol>") == 2
    assert re.findall(r"<i>(\w+)", html) == ["Kontakt", "Verweis", "Hürde"]


def test_the_thread_links_only_where_the_reader_may_go() -> None:
    steps = [
        {"kind": "Fall", "text": "26-0417"},
        {"kind": "Thema", "text": "Kita", "href": "/themen/1/"},
        {"kind": "Lücke", "text": "X", "here": True},
    ]
    html = use("trail", "{{ trail(steps) }}", steps=steps)
    assert html.count("<a ") == 1
    assert '<li class="trail__step trail__step--here" aria-current="step">' in html
    assert "trail__step--open" in html


def test_a_status_is_more_than_a_colour() -> None:
    html = use("status", '{{ status("Überfällig", "warning") }}')
    assert "<svg" in html
    assert "Überfällig" in html


def test_an_assessment_reads_without_its_drawing() -> None:
    words = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", use("meter", "{{ meter(3, own=2, previous=4) }}"), flags=re.DOTALL)
    assert words.split() == ["3", "·", "hoch", "vorher", "4", "eigene", "Sicht", "2"]
    assert "nicht eingeschätzt" in use("meter", "{{ meter(None) }}")
    assert "0 · kein Bedarf" in use("meter", "{{ meter(0, own=0) }}")


def test_facts_leave_out_what_is_not_known() -> None:
    pairs = [("Sprache", "Kurdisch"), ("Telefon", ""), ("Kinder", None), ("Zahl", Markup("<b>1</b>"))]
    html = use("facts", "{{ facts(pairs) }}", pairs=pairs)
    assert re.findall(r"<dt>(\w+)", html) == ["Sprache", "Zahl"]
    assert "<b>1</b>" in html
    assert "nicht bekannt" in use("facts", '{{ facts(pairs, missing="nicht bekannt") }}', pairs=pairs)


def test_seldom_acts_stand_in_a_menu_that_opens_without_javascript() -> None:
    html = use("menu", '{% call menu("Weitere", words) %}{{ menu_link(words, "/a/?b=1&c") }}{% endcall %}', words=EVIL)
    assert "<details" in html
    assert "<summary" in html
    assert 'href="/a/?b=1&amp;c"' in html
    assert "<b onclick" not in html
