"""Addresses of the people pages."""

from django.urls import path

from deepdive.people import views

app_name = "people"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-in/sent", views.link_sent, name="link-sent"),
    path("sign-in/<str:secret>", views.use_sign_in_link, name="use-link"),
    path("sign-out", views.sign_out, name="sign-out"),
]
