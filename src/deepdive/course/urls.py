"""Addresses of the course."""

from django.urls import path

from deepdive.course import views

app_name = "course"
urlpatterns = [
    path("workshops/<int:number>", views.workshop, name="workshop"),
    path("workshops/<int:number>/reading", views.reading, name="reading"),
    path("workshops/<int:number>/catch-up", views.catch_up, name="catch-up"),
    path("workshops/<int:number>/guide", views.guide, name="guide"),
    path("workshops/<int:number>/slides", views.slides, name="slides"),
    path("workshops/<int:number>/pictures/<str:name>", views.picture, name="picture"),
    path("cases", views.cases, name="cases"),
    path("cases/<slug:case_id>", views.case, name="case"),
    path("examples", views.examples, name="examples"),
    path("examples/<slug:artefact_id>", views.example, name="example"),
    path("glossary", views.glossary, name="glossary"),
    path("partners", views.partners, name="partners"),
]
