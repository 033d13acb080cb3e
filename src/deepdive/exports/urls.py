"""Addresses of files to download."""

from django.urls import path

from deepdive.core.plan import WHOLE_PLAN
from deepdive.exports import house_views, import_views, views

app_name = "exports"
_HOUSE = "cohorts/<uuid:cohort_id>/house-template"
urlpatterns = [
    path(
        "cohorts/<uuid:cohort_id>/plan.<str:format_name>",
        views.plan_file,
        {"view_id": WHOLE_PLAN},
        name="plan",
    ),
    path("cohorts/<uuid:cohort_id>/plan/import", import_views.import_, name="import"),
    path("cohorts/<uuid:cohort_id>/plan/for/<slug:view_id>.<str:format_name>", views.plan_file, name="view"),
    path(
        "cohorts/<uuid:cohort_id>/plan/versions/<int:number>.<str:ending>", views.version_file, name="version"
    ),
    path("cohorts/<uuid:cohort_id>/certificate.<str:ending>", views.certificate_file, name="certificate"),
    path(_HOUSE, house_views.house, name="house"),
    path(f"{_HOUSE}/<int:template_id>/sample.docx", house_views.sample, name="house-sample"),
    path(f"{_HOUSE}/<int:template_id>/use", house_views.use, name="house-use"),
    path(f"{_HOUSE}/<int:template_id>/remove", house_views.remove, name="house-remove"),
    path("plan.schema.json", views.plan_schema, name="schema"),
    path("workshops/<int:number>/guide.<str:ending>", views.guide_file, name="guide"),
]
