"""Addresses of the diary."""

from django.urls import path

from faden.web.diary.views import appointments, feed, tasks

app_name = "diary"
urlpatterns = [
    path("termine/", appointments.coming, name="appointments"),
    path("termine/neu/", appointments.make, name="new_appointment"),
    path("termine/<uuid:appointment_id>/", appointments.appointment, name="appointment"),
    path("termine/<uuid:appointment_id>/absagen/", appointments.cancel, name="cancel_appointment"),
    path("aufgaben/", tasks.mine, name="tasks"),
    path("aufgaben/neu/", tasks.plan, name="new_task"),
    path("aufgaben/<uuid:task_id>/", tasks.task, name="task"),
    path("aufgaben/<uuid:task_id>/beenden/", tasks.end, name="end_task"),
    path("aufgaben/<uuid:task_id>/aufnehmen/", tasks.take_up, name="take_up_task"),
    path("aufgaben/<uuid:task_id>/verschieben/", tasks.postpone, name="postpone_task"),
    path("kalender/", feed.settings, name="calendar"),
    path("kalender/beenden/", feed.close, name="close_calendar"),
    path("kalender/<slug:secret>/faden.ics", feed.calendar, name="feed"),
]
