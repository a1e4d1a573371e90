"""HTML: one slice per workplace."""

from django import forms

# Django's own words sound like a form of the tax office; every form defined below this package says it like this.
forms.Field.default_error_messages["required"] = "Bitte ausfüllen."
forms.ChoiceField.default_error_messages["required"] = "Bitte auswählen."
forms.BooleanField.default_error_messages = {"required": "Bitte ankreuzen."}
