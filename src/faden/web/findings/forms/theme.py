"""What is filled in about a theme."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from faden.domain.findings.enums import Aim
from faden.domain.steering.queries import open_meetings
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import colleagues
from faden.lib import german
from faden.web.findings.forms.bundling import RaiseForm
from faden.web.layout.fields import DateField, NumberField, OneOf, VersionField


class DescribeForm(RaiseForm):
    """A theme, said better."""

    responsible = OneOf(label="Zuständig")
    version = VersionField()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["responsible"].offer(  # type: ignore[attr-defined]
            colleagues(Role.COORDINATOR, Role.LEAD, on=today), label=lambda account: account.name
        )
        self.fields["municipalities"].required = True
        self.fields["municipalities"].help_text = ""


class MoveForm(forms.Form):
    """The next step, with its reason."""

    reason = forms.CharField(
        label="Grund",
        help_text="Alle, die das Thema lesen, lesen auch den Grund; zuerst die, die es gemeldet haben.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )


class BringForm(forms.Form):
    """On which agenda the theme comes, and what the body is asked."""

    meeting = OneOf(label="Sitzung")
    title = forms.CharField(label="Tagesordnungspunkt", max_length=200)
    proposal = forms.CharField(
        label="Beschlussvorschlag",
        help_text="Was soll das Gremium beschließen?",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["meeting"].offer(open_meetings(), label=_meeting)  # type: ignore[attr-defined]


def _meeting(meeting: Any) -> str:
    return f"{meeting.body}, {german.moment(timezone.localtime(meeting.starts_at))}"


class IndicatorForm(forms.Form):
    """By which figure one will see that something has changed."""

    indicator = forms.CharField(
        label="Woran wird die Wirkung zu sehen sein?",
        help_text="Zum Beispiel: Wartezeit auf einen Kursplatz mit Kinderbetreuung.",
        max_length=200,
    )
    indicator_unit = forms.CharField(
        label="Einheit", help_text="Zum Beispiel: Wochen, Plätze, Verweise im Monat.", max_length=40
    )
    indicator_aim = forms.TypedChoiceField(
        label="Die Zahl …", choices=Aim.choices, coerce=Aim, widget=forms.RadioSelect
    )
    version = VersionField()


class MeasureForm(forms.Form):
    """A value on a day."""

    value = NumberField(label="Wert", places=2, least=0, most=99_999_999)
    measured_on = DateField(label="Stand", help_text="Der erste Wert ist der Ausgangswert.")
    source = forms.CharField(label="Quelle", help_text="Woher die Zahl kommt.", max_length=200)


class FeedbackForm(forms.Form):
    """What those who reported are told."""

    text = forms.CharField(
        label="Rückmeldung",
        help_text="Was ist aus ihren Meldungen geworden? Die Rückmeldung steht auch auf der Seite des Themas.",
        widget=forms.Textarea,
        max_length=4000,
    )
