"""Before a meeting: seats, date and place, agenda."""

from datetime import date
from typing import Any

from django import forms

from faden.domain.steering.queries import current_bodies, themes_for
from faden.domain.steering.rules import may_bring
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import colleagues
from faden.web.layout.fields import OneOf, VersionField
from faden.web.layout.times import TimeForm

#: Who can have an account and sit in a body.
SITTERS = (Role.MEMBER, Role.LEAD, Role.COORDINATOR, Role.ASSISTANT, Role.RESIDENCE_OFFICER, Role.PARTNER)


class SeatForm(forms.Form):
    """Who sits on a seat."""

    holder_name = forms.CharField(
        label="Name", help_text="Leer lassen, wenn der Sitz nicht besetzt ist.", max_length=200, required=False
    )
    holder_email = forms.EmailField(
        label="E-Mail",
        help_text="An diese Adresse gehen Einladungen.",
        max_length=254,
        required=False,
        error_messages={"invalid": "Das ist keine E-Mail-Adresse. Bitte so eingeben: name@beispiel.de"},
    )
    deputy_name = forms.CharField(label="Vertretung", max_length=200, required=False)
    holder = OneOf(
        label="Konto in Faden",
        empty="kein Konto",
        help_text="Mit einem Konto liest das Mitglied Tagesordnungen, Unterlagen und Beschlüsse hier.",
        required=False,
    )
    version = VersionField()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        accounts = colleagues(*SITTERS, on=today)
        self.fields["holder"].offer(accounts, label=lambda a: f"{a.name}, {a.function}" if a.function else a.name)  # type: ignore[attr-defined]


class PlanForm(TimeForm):
    """A new meeting."""

    body = OneOf(label="Gremium")
    field_order = ("body", "day", "starts_at", "ends_at", "place")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].offer(current_bodies(), group=lambda body: body.get_kind_display())  # type: ignore[attr-defined]


class ChangeForm(TimeForm):
    """Another time or place."""

    version = VersionField()


class CancelForm(forms.Form):
    """Why a meeting does not take place."""

    reason = forms.CharField(
        label="Grund",
        help_text="Die Eingeladenen lesen ihn.",
        max_length=300,
        error_messages={"required": "Bitte nennen Sie den Grund; die Eingeladenen lesen ihn."},
    )


class PointForm(forms.Form):
    """A point of the agenda that is no theme."""

    title = forms.CharField(
        label="Tagesordnungspunkt",
        max_length=200,
        error_messages={"required": "Bitte nennen Sie den Punkt, zum Beispiel: Sachstandsbericht."},
    )
    proposal = forms.CharField(
        label="Beschlussvorschlag",
        help_text="Was soll das Gremium beschließen?",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )


class ChangePointForm(PointForm):
    """A point, reworded."""

    version = VersionField()


class ThemeForm(forms.Form):
    """A theme that comes on the agenda."""

    theme = OneOf(label="Thema")
    proposal = forms.CharField(
        label="Beschlussvorschlag",
        help_text="Was soll das Gremium beschließen?",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, meeting: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [theme for theme in themes_for(meeting) if may_bring.allows(actor, theme, meeting.body)]
        self.fields["theme"].offer(  # type: ignore[attr-defined]
            offered, label=lambda theme: f"{theme.title} ({theme.number})", group=lambda t: t.get_state_display()
        )


class InviteForm(forms.Form):
    """Nothing to fill in; the version says which meeting the sender has looked at."""

    version = VersionField()
