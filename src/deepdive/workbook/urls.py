"""Addresses of the workbook."""

from django.urls import path

from deepdive.workbook import views

app_name = "workbook"
urlpatterns = [
    path("workbooks/<uuid:workbook_id>/ticket", views.ticket, name="ticket"),
    path("workbooks/<uuid:workbook_id>/updates", views.updates, name="updates"),
    path("workbooks/<uuid:workbook_id>/artefacts/<slug:artefact_id>", views.artefact, name="artefact"),
]
