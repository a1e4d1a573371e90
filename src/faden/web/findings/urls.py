"""Addresses of the findings."""

from django.urls import path

from faden.web.findings.views import advice, bundling, case_facts, effect, inbox, report, theme, theme_acts

app_name = "findings"
urlpatterns = [
    path("fachberatung/", case_facts.sheets, name="case_facts"),
    path("fachberatung/eingebracht/", advice.brought_in, name="brought_in"),
    path("fachberatung/eingebracht/<uuid:advice_id>/", advice.advise, name="advise"),
    path("luecken/", inbox.gaps, name="gaps"),
    path("luecken/neu/", report.report, name="report"),
    path("luecken/meine/", report.mine, name="mine"),
    path("luecken/zuordnen/", bundling.join, name="join"),
    path("luecken/<slug:number>/", inbox.gap, name="gap"),
    path("luecken/<slug:number>/pruefen/", inbox.review, name="review"),
    path("luecken/<slug:number>/beantworten/", inbox.answer, name="answer"),
    path("luecken/<slug:number>/herausnehmen/", inbox.detach, name="detach"),
    path("themen/", theme.themes, name="themes"),
    path("themen/neu/", bundling.raise_new, name="raise"),
    path("themen/<slug:number>/", theme.theme, name="theme"),
    path("themen/<slug:number>/bearbeiten/", theme_acts.describe, name="describe"),
    path("themen/<slug:number>/schritt/<slug:act>/", theme_acts.move, name="move"),
    path("themen/<slug:number>/gremium/", theme_acts.bring, name="bring"),
    path("themen/<slug:number>/wirkung/", effect.name, name="indicator"),
    path("themen/<slug:number>/wirkung/messen/", effect.measure, name="measure"),
    path("themen/<slug:number>/rueckmeldung/", theme_acts.feedback, name="feedback"),
]
