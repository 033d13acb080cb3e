"""Addresses of the workbook."""

from django.urls import path

from deepdive.workbook import (
    board_views,
    comment_views,
    history_views,
    kept_views,
    link_views,
    ready_views,
    views,
)

app_name = "workbook"
urlpatterns = [
    path("workbooks/<uuid:workbook_id>/ticket", views.ticket, name="ticket"),
    path("workbooks/<uuid:workbook_id>/updates", views.updates, name="updates"),
    path("workbooks/<uuid:workbook_id>/kept", kept_views.keep, name="keep"),
    path("workbooks/<uuid:workbook_id>/artefacts/<slug:artefact_id>", views.artefact, name="artefact"),
    path("workbooks/<uuid:workbook_id>/artefacts/<slug:artefact_id>/picture", views.picture, name="picture"),
    path("workbooks/<uuid:workbook_id>/boards/<slug:activity_id>", board_views.board, name="board"),
    path("workbooks/<uuid:workbook_id>/history", history_views.history, name="history"),
    path("workbooks/<uuid:workbook_id>/history/<int:entry_id>", history_views.moment, name="moment"),
    path(
        "workbooks/<uuid:workbook_id>/history/<int:entry_id>/put-back",
        history_views.put_back,
        name="put-back",
    ),
    path("workbooks/<uuid:workbook_id>/artefacts/<slug:artefact_id>/links", link_views.links, name="links"),
    path("workbooks/<uuid:workbook_id>/ready/<int:number>", ready_views.ready, name="ready"),
    path("workbooks/<uuid:workbook_id>/trace", link_views.trace, name="trace"),
    path("workbooks/<uuid:workbook_id>/mend-links", link_views.mend_links, name="mend-links"),
    path("workbooks/<uuid:workbook_id>/comments", comment_views.comments, name="comments"),
    path(
        "workbooks/<uuid:workbook_id>/artefacts/<slug:artefact_id>/comments",
        comment_views.field_comments,
        name="field-comments",
    ),
    path("workbooks/<uuid:workbook_id>/comments/<int:thread_id>", comment_views.thread, name="thread"),
    path("workbooks/<uuid:workbook_id>/comments/<int:thread_id>/answer", comment_views.answer, name="answer"),
    path("workbooks/<uuid:workbook_id>/comments/<int:thread_id>/assign", comment_views.assign, name="assign"),
    path(
        "workbooks/<uuid:workbook_id>/comments/<int:thread_id>/resolve", comment_views.resolve, name="resolve"
    ),
    path("workbooks/<uuid:workbook_id>/comments/<int:thread_id>/reopen", comment_views.reopen, name="reopen"),
    path(
        "workbooks/<uuid:workbook_id>/comments/<int:thread_id>/<int:comment_id>/change",
        comment_views.change_comment,
        name="change-comment",
    ),
    path(
        "workbooks/<uuid:workbook_id>/comments/<int:thread_id>/<int:comment_id>/remove",
        comment_views.remove_comment,
        name="remove-comment",
    ),
]
