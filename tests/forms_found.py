"""The forms of a page as a browser sees them: address, fields, what is chosen; and how somebody would fill them in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

SECRET = "csrfmiddlewaretoken"
Attributes = dict[str, str]
ANSWERS = {"email": "neu@faden.invalid", "number": "30", "password": "ein langes Kennwort", "time": "14:00"}


@dataclass
class FoundField:
    """One name of a form: what it is, what may be chosen, what is set."""

    name: str
    kind: str
    required: bool = False
    is_date: bool = False
    is_number: bool = False
    options: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


@dataclass
class FoundForm:
    """A form that changes something."""

    action: str
    fields: dict[str, FoundField] = field(default_factory=dict)
    #: Buttons with a name: one of them is pressed.
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collect the forms that are posted."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FoundForm] = []
        self._form: FoundForm | None = None
        self._select: FoundField | None = None
        self._area: FoundField | None = None
        self._dates = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._form = FoundForm(given.get("action", ""))
            self.forms.append(self._form)
        elif tag == "div" and "data-date" in given:
            self._dates += 1
        elif self._form is not None:
            self._control(tag, given, self._form)

    def _control(self, tag: str, given: Attributes, form: FoundForm) -> None:
        name = given.get("name", "")
        if tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
            if "selected" in given:
                self._select.values.append(given.get("value", ""))
        elif tag == "button" and name:
            form.buttons.append((name, given.get("value", "")))
        elif tag in ("input", "select", "textarea") and name and "disabled" not in given:
            found = form.fields.setdefault(name, FoundField(name, given.get("type", "text") if tag == "input" else tag))
            found.required |= "required" in given
            if tag == "select":
                self._select = found
            elif tag == "textarea":
                self._area = found
            else:
                self._input(found, given)

    def _input(self, found: FoundField, given: Attributes) -> None:
        found.is_date, self._dates = found.is_date or self._dates > 0, 0
        found.is_number |= given.get("inputmode") in ("numeric", "decimal") and not found.is_date
        value = given.get("value", "on" if found.kind == "checkbox" else "")
        if found.kind in ("radio", "checkbox"):
            found.options.append(value)
            if "checked" in given:
                found.values.append(value)
        elif value:
            found.values.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None and data.strip():
            self._area.values.append(data.strip())


def forms_of(html: str) -> list[FoundForm]:
    """The forms of a page that are posted, in their order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def filled(form: FoundForm, today: str) -> dict[str, list[str]]:
    """The form as somebody sends it who answers every question with the first thing that fits."""
    data = dict(_answers(form, today))
    if form.buttons:
        name, value = form.buttons[0]
        data[name] = [value]
    return data


def _answers(form: FoundForm, today: str) -> Iterator[tuple[str, list[str]]]:
    for found in form.fields.values():
        chosen = found.values or [_answer(found, today)]
        if found.name != SECRET and (found.kind != "checkbox" or found.values or found.required):
            yield found.name, chosen if found.kind == "checkbox" else chosen[-1:]


def _answer(found: FoundField, today: str) -> str:
    if found.kind in ("select", "radio", "checkbox"):
        return next((option for option in found.options if option), "")
    if found.is_date:
        return today
    if found.is_number:
        return ANSWERS["number"]
    return ANSWERS.get(found.kind, "" if found.kind in ("hidden", "search") else "Angabe")
