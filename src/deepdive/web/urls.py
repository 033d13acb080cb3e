"""Addresses of the pages about the website itself."""

from django.urls import path

from deepdive.web import views

app_name = "web"
urlpatterns = [
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("healthz", views.healthz, name="healthz"),
]
