"""Addresses of the reports."""

from django.urls import path

from faden.web.monitoring.views import status_report, status_report_pdf, workload

app_name = "monitoring"
urlpatterns = [
    path("sachstand/", status_report, name="status_report"),
    path("auslastung/", workload, name="workload"),
    path("sachstand.pdf", status_report_pdf, name="status_report_pdf"),
]
