"""In and after a meeting: who came, what was said and decided, who does what."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from faden.domain.steering.calculation import Vote
from faden.domain.steering.enums import Presence
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import colleagues
from faden.processes.decide import Order
from faden.web.layout.fields import DateField, NumberField, OneOf, VersionField

#: Who works here and can be asked to do something.
WORKERS = (Role.LEAD, Role.COORDINATOR, Role.ASSISTANT, Role.CASE_MANAGER, Role.RESIDENCE_OFFICER, Role.MEMBER)
NO_TEXT = "Bitte schreiben Sie, was zu tun ist."
NO_ONE = "Bitte nennen Sie, wer verantwortlich ist."
NO_DAY = "Bitte nennen Sie, bis wann."


class AttendanceForm(forms.Form):
    """One answer for each seat; only what differs from what is stored is handed on: two people may fill the list.

    :param assumed: what is chosen beforehand where nothing is stored yet
    """

    guests = forms.CharField(
        label="Gäste", help_text="Wer außerdem teilnimmt, mit Stelle.", max_length=500, required=False
    )

    def __init__(
        self, *args: Any, seats: Iterable[Any], present: Mapping[UUID, str], assumed: str | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.present = present
        self.seats: list[tuple[Any, str]] = []
        for seat in seats:
            name = f"sitz-{seat.key}"
            self.fields[name] = forms.ChoiceField(
                label=f"{seat.institution}, {seat.function}" if seat.function else seat.institution,
                help_text=_people(seat),
                choices=Presence.choices,
                widget=forms.RadioSelect,
                initial=present.get(seat.id, assumed),
                required=False,
                error_messages={"invalid_choice": "Das steht nicht zur Auswahl."},
            )
            self.seats.append((seat, name))

    def clean(self) -> dict[str, Any]:
        """Presences by seat, as the operation takes them."""
        cleaned = dict(super().clean() or {})
        chosen = {seat.id: cleaned[name] for seat, name in self.seats if cleaned.get(name)}
        presences = {key: Presence(value) for key, value in chosen.items() if value != self.present.get(key)}
        return {"presences": presences, "guests": cleaned.get("guests", "")}


def _people(seat: Any) -> str:
    deputy = f"Vertretung: {seat.deputy_name}" if seat.deputy_name else ""
    return "; ".join(part for part in (seat.holder_name or "nicht besetzt", deputy) if part)


class GeneralForm(forms.Form):
    """What belongs to no point."""

    minutes_text = forms.CharField(
        label="Allgemeines",
        help_text="Eröffnung, Genehmigung der letzten Niederschrift, Mitteilungen.",
        widget=forms.Textarea,
        max_length=20_000,
        required=False,
    )
    version = VersionField()


class DiscussionForm(forms.Form):
    """What was said on a point."""

    discussion = forms.CharField(
        label="Beratung",
        help_text="Keine Angaben zu einzelnen Klientinnen und Klienten.",
        widget=forms.Textarea,
        max_length=20_000,
        required=False,
    )
    version = VersionField()


class VoteForm(forms.Form):
    """A decision with its vote; the three numbers become one vote."""

    text = forms.CharField(
        label="Beschluss",
        widget=forms.Textarea,
        max_length=8000,
        error_messages={"required": "Bitte schreiben Sie, was beschlossen wurde."},
    )
    yes = NumberField(label="Dafür", least=0, most=999)
    no = NumberField(label="Dagegen", least=0, most=999)
    abstained = NumberField(label="Enthalten", least=0, most=999)

    def clean(self) -> dict[str, Any]:
        """One vote of three numbers."""
        cleaned = dict(super().clean() or {})
        numbers = [cleaned.pop(name, None) for name in ("yes", "no", "abstained")]
        if None not in numbers:
            cleaned["vote"] = Vote(*numbers)
        return cleaned


class CorrectForm(VoteForm):
    """A decision whose words or numbers were noted wrongly."""

    version = VersionField()


class OrderFields(forms.Form):
    """Who does what until when."""

    order_text = forms.CharField(label="Was ist zu tun?", max_length=300, required=False)
    responsible_text = forms.CharField(
        label="Verantwortliche Stelle",
        help_text="Zum Beispiel: Jugendamt.",
        max_length=200,
        required=False,
    )
    responsible = OneOf(
        label="Person in Faden",
        empty="niemand",
        help_text="Sie findet den Auftrag unter „Aufträge“ und kann ihn erledigt melden.",
        required=False,
    )
    due_on = DateField(label="Bis wann", required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        people = colleagues(*WORKERS, on=today)
        self.fields["responsible"].offer(people, label=lambda a: f"{a.name}, {a.function}" if a.function else a.name)  # type: ignore[attr-defined]

    def order_in(self, cleaned: dict[str, Any]) -> Order | None:
        """Take the fields out; None when all of them are empty, errors when only some are."""
        text = cleaned.pop("order_text", "")
        where, who = cleaned.pop("responsible_text", ""), cleaned.pop("responsible", None)
        due_on = cleaned.pop("due_on", None)
        if not (text or where or who or due_on or "due_on" in self.errors):
            return None
        needed = (
            ("order_text", text, NO_TEXT),
            ("responsible_text", where or who, NO_ONE),
            ("due_on", due_on, NO_DAY),
        )
        for name, value, sentence in needed:
            if not value and name not in self.errors:
                self.add_error(name, sentence)
        return Order(text, where or _place_of(who), due_on, who) if due_on else None


def _place_of(account: Any) -> str:
    return str(account.function or account.name) if account else ""


class DecideForm(OrderFields, VoteForm):
    """A decision, and the assignment that follows from it if there is one."""

    field_order = ("text", "yes", "no", "abstained")

    def clean(self) -> dict[str, Any]:
        """A decision as the process takes it."""
        cleaned = super().clean()
        order = self.order_in(cleaned)
        return {**cleaned, "orders": [order] if order else []}


class OrderForm(OrderFields):
    """A further assignment."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, sentence in (("order_text", NO_TEXT), ("due_on", NO_DAY)):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence

    def clean(self) -> dict[str, Any]:
        """An assignment as the operation takes it."""
        cleaned = dict(super().clean() or {})
        order = self.order_in(cleaned)
        if order is None:
            return {}
        return {
            "text": order.text,
            "responsible_text": order.responsible_text,
            "responsible": order.responsible,
            "due_on": order.due_on,
        }


class FinishForm(forms.Form):
    """An assignment is done."""

    result = forms.CharField(
        label="Ergebnis",
        help_text="Was ist herausgekommen? Das Gremium liest es.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Bitte schreiben Sie, was herausgekommen ist."},
    )
    on = DateField(label="Erledigt am")
    version = VersionField()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> date:
        """Nothing is done before it is done."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("Der Tag liegt in der Zukunft.")
        return day
