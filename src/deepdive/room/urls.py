"""Addresses of a room."""

from django.urls import path

from deepdive.room import (
    activity_views,
    attendee_views,
    beside_views,
    copy_views,
    group_views,
    lead_views,
    views,
)

app_name = "room"
ACTIVITY = "sessions/<uuid:session_id>/activities/<str:activity_id>"
urlpatterns = [
    path("join", views.join, name="join"),
    path("join/<str:code>", views.join, name="join-code"),
    path("sessions/<uuid:session_id>", views.room, name="room"),
    path("sessions/<uuid:session_id>/screen", views.screen, name="screen"),
    path("sessions/<uuid:session_id>/code.svg", views.code_picture, name="code-picture"),
    path("sessions/<uuid:session_id>/events", views.events, name="events"),
    path("sessions/<uuid:session_id>/mark", views.mark, name="mark"),
    path("sessions/<uuid:session_id>/doing", attendee_views.doing, name="doing"),
    path("sessions/<uuid:session_id>/questions", attendee_views.ask, name="ask"),
    path("sessions/<uuid:session_id>/beside", beside_views.beside, name="beside"),
    path("sessions/<uuid:session_id>/blocks/<str:block_id>/done", attendee_views.done, name="done"),
    path("sessions/<uuid:session_id>/blocks/<str:block_id>/lost", attendee_views.lost, name="lost"),
    path("sessions/<uuid:session_id>/open", lead_views.open_session, name="open"),
    path("sessions/<uuid:session_id>/blocks/<int:index>/start", lead_views.start, name="start"),
    path("sessions/<uuid:session_id>/blocks/<int:index>/skip", lead_views.skip, name="skip"),
    path("sessions/<uuid:session_id>/extend", lead_views.extend, name="extend"),
    path("sessions/<uuid:session_id>/pause", lead_views.pause, name="pause"),
    path("sessions/<uuid:session_id>/resume", lead_views.resume, name="resume"),
    path("sessions/<uuid:session_id>/undo", lead_views.undo, name="undo"),
    path("sessions/<uuid:session_id>/lead/<int:to>", lead_views.hand_over, name="hand-over"),
    path("sessions/<uuid:session_id>/slide", lead_views.turn, name="slide"),
    path("sessions/<uuid:session_id>/tell", lead_views.tell, name="tell"),
    path("sessions/<uuid:session_id>/decisions", lead_views.decide, name="decide"),
    path("sessions/<uuid:session_id>/questions/<int:question_id>", lead_views.answer, name="answer"),
    path(ACTIVITY, activity_views.activity, name="activity"),
    path(f"{ACTIVITY}/answers", activity_views.answers, name="answers"),
    path(f"{ACTIVITY}/votes", activity_views.votes, name="votes"),
    path(f"{ACTIVITY}/notes", activity_views.notes, name="notes"),
    path(f"{ACTIVITY}/notes/show", activity_views.show_notes, name="show-notes"),
    path(f"{ACTIVITY}/show", lead_views.reveal, name="reveal"),
    path(f"{ACTIVITY}/again", lead_views.ask_again, name="again"),
    path("sessions/<uuid:session_id>/close", lead_views.close, name="close"),
    path("sessions/<uuid:session_id>/groups", group_views.group_list, name="groups"),
    path("sessions/<uuid:session_id>/groups/make", group_views.make, name="groups-make"),
    path("sessions/<uuid:session_id>/groups/by-hand", group_views.make_by_hand, name="groups-by-hand"),
    path("sessions/<uuid:session_id>/groups/mend", group_views.mend, name="groups-mend"),
    path("sessions/<uuid:session_id>/groups/out", group_views.out, name="groups-out"),
    path("sessions/<uuid:session_id>/groups/back/<int:seconds>", group_views.back, name="groups-back"),
    path(
        "sessions/<uuid:session_id>/blocks/<slug:block_id>/groups/<slug:letter>",
        copy_views.group_copy,
        name="group-copy",
    ),
    path("sessions/<uuid:session_id>/blocks/<slug:block_id>/together", copy_views.together, name="together"),
]
