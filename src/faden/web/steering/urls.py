"""Addresses of the bodies' work."""

from django.urls import path

from faden.web.steering.views import agenda, assignments, bodies, inviting, meetings, minutes, papers

app_name = "steering"
MEETING = "sitzungen/<uuid:meeting_id>"
POINT = f"{MEETING}/punkte/<uuid:item_id>"
urlpatterns = [
    path("gremien/", bodies.bodies, name="bodies"),
    path("gremien/<slug:key>/", bodies.body, name="body"),
    path("gremien/<slug:key>/sitze/<slug:seat_key>/", bodies.seat, name="seat"),
    path("sitzungen/", meetings.meetings, name="meetings"),
    path("sitzungen/neu/", meetings.plan, name="plan"),
    path(f"{MEETING}/", meetings.meeting, name="meeting"),
    path(f"{MEETING}/leinwand/", meetings.screen, name="screen"),
    path(f"{MEETING}/aendern/", meetings.change, name="change"),
    path(f"{MEETING}/absagen/", inviting.cancel, name="cancel"),
    path(f"{MEETING}/einladen/", inviting.invite, name="invite"),
    path(f"{MEETING}/abschliessen/", meetings.hold, name="hold"),
    path(f"{MEETING}/tagesordnung/", agenda.agenda, name="agenda"),
    path(f"{MEETING}/tagesordnung/thema/", agenda.bring, name="bring"),
    path(f"{POINT}/", agenda.change, name="point"),
    path(f"{POINT}/hoch/", agenda.up, name="up"),
    path(f"{POINT}/entfernen/", agenda.remove, name="remove"),
    path(f"{MEETING}/anwesenheit/", minutes.attendance, name="attendance"),
    path(f"{MEETING}/allgemeines/", minutes.general, name="general"),
    path(f"{POINT}/beratung/", minutes.discussion, name="discussion"),
    path(f"{POINT}/beschluss/", minutes.decision, name="decision"),
    path(f"{POINT}/beschluss/berichtigen/", minutes.correct, name="correct"),
    path(f"{POINT}/auftrag/", minutes.assignment, name="assignment"),
    path(f"{MEETING}/einladung.pdf", papers.invitation, name="invitation"),
    path(f"{MEETING}/einladung.docx", papers.invitation_to_edit, name="invitation_to_edit"),
    path(f"{MEETING}/beschlussvorlagen.docx", papers.proposals_to_edit, name="proposals_to_edit"),
    path(f"{MEETING}/niederschrift.docx", papers.record_to_edit, name="record_to_edit"),
    path(f"{MEETING}/termin.ics", papers.appointment, name="appointment"),
    path(f"{MEETING}/niederschrift.pdf", papers.record, name="record"),
    path("auftraege/", assignments.assignments, name="assignments"),
    path("auftraege/<uuid:assignment_id>/erledigt/", assignments.finish, name="finish"),
]
