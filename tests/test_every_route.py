"""Who gets what at every address: signed out, in each role, and as somebody of another cohort.

The tables are complete: an address that is in none of them fails by name.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from deepdive.comments.models import Comment
from deepdive.comments.places import address_of
from deepdive.curriculum.current import pack
from deepdive.exports.house_template import house_template
from deepdive.people.actions import make_sign_in_link
from deepdive.room.models import ParkedQuestion, Presence
from deepdive.workbook.document import KeptRow, RowEdits
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.queries import read_workbook
from deepdive.workbook.row_links import address_of_links
from tests.choice.example import OPTIONS, add_options
from tests.exports.house import template_file
from tests.factories import TEAMS_LINK, Cast, Page, a_free_day, add_cast, add_request
from tests.plan.example import add_mark, freeze_and_ask
from tests.workbook.past import enter

ROLES = (
    "nobody",
    "organiser",
    "facilitator",
    "co_facilitator",
    "attendee",
    "sponsor",
    "reviewer",
    "outsider",
    "organiser_elsewhere",
)
# a row that contradicts something
NEED, NEED_SAYS = "5a8f3c62-0e0e-4c57-9f0b-0d7a6f3f3b11", {"as-a": "Night nurse", "grade": "0 a guess"}
A_RULE_TO_SET_ASIDE = next(rule.id for rule in pack().advice.rules.values() if rule.status != "required")
SIGN_IN = "sign-in"  # led to the sign-in page

# Columns as in ROLES. Requests that wait are for every organiser, wherever they organise.
GET = """
                        nobody   org  fac  co   att  spo  rev  out  elsewhere
web:accessibility       200      200  200  200  200  200  200  200  200
web:privacy             200      200  200  200  200  200  200  200  200
web:healthz             200      200  200  200  200  200  200  200  200
people:sign-in          200      200  200  200  200  200  200  200  200
people:link-sent        200      200  200  200  200  200  200  200  200
people:use-link         200      200  200  200  200  200  200  200  200
people:sign-out         405      405  405  405  405  405  405  405  405
programme:playbook      200      200  200  200  200  200  200  200  200
programme:request       200      200  200  200  200  200  200  200  200
programme:asked         200      200  200  200  200  200  200  200  200
programme:home          sign-in  200  200  200  200  200  200  200  200
programme:decide        sign-in  200  403  403  403  403  403  403  200
programme:accept        sign-in  405  405  405  405  405  405  405  405
programme:decline       sign-in  405  405  405  405  405  405  405  405
programme:cohort        sign-in  200  200  200  200  200  200  404  404
programme:people        sign-in  200  403  403  403  403  403  404  404
programme:give-back     sign-in  405  405  405  405  405  405  405  405
programme:appoint       sign-in  405  405  405  405  405  405  405  405
programme:end-part      sign-in  405  405  405  405  405  405  405  405
programme:teams         sign-in  405  405  405  405  405  405  405  405
programme:calendar      sign-in  200  200  200  200  200  200  404  404
workbook:ticket         sign-in  200  200  200  200  200  200  403  403
workbook:updates        405      405  405  405  405  405  405  405  405
workbook:keep           sign-in  405  405  405  405  405  405  405  405
workbook:artefact       sign-in  200  200  200  200  200  200  404  404
workbook:picture        sign-in  200  200  200  200  200  200  404  404
workbook:board          sign-in  200  200  200  200  200  200  404  404
workbook:history        sign-in  200  200  200  200  200  200  404  404
workbook:moment         sign-in  200  200  200  200  200  200  404  404
workbook:put-back       sign-in  403  200  200  200  403  403  404  404
plan:contradictions     sign-in  200  200  200  200  200  200  404  404
plan:set-aside          sign-in  403  200  200  200  403  403  404  404
plan:take-up            sign-in  405  405  405  405  405  405  405  405
workbook:links          sign-in  200  200  200  200  200  200  404  404
workbook:ready          sign-in  200  200  200  200  200  200  404  404
workbook:trace          sign-in  200  200  200  200  200  200  404  404
workbook:mend-links     sign-in  405  405  405  405  405  405  405  405
workbook:comments       sign-in  200  200  200  200  200  200  404  404
workbook:field-comments sign-in  200  200  200  200  200  200  404  404
workbook:thread         sign-in  200  200  200  200  200  200  404  404
workbook:answer         sign-in  405  405  405  405  405  405  405  405
workbook:assign         sign-in  405  405  405  405  405  405  405  405
workbook:resolve        sign-in  405  405  405  405  405  405  405  405
workbook:reopen         sign-in  405  405  405  405  405  405  405  405
workbook:change-comment sign-in  403  403  403  403  403  200  404  404
workbook:remove-comment sign-in  405  405  405  405  405  405  405  405
sample-size:kinds       sign-in  200  200  200  200  200  200  404  404
sample-size:study       sign-in  200  200  200  200  200  200  404  404
claims:rates            sign-in  200  200  200  200  200  200  404  404
claims:counts           sign-in  200  200  200  200  200  200  404  404
advice:advice           sign-in  200  200  200  200  200  200  404  404
advice:result           sign-in  200  200  200  200  200  200  404  404
advice:keep             sign-in  405  405  405  405  405  405  405  405
advice:group            sign-in  403  200  200  200  403  403  404  404
advice:question         sign-in  403  200  200  200  403  403  404  404
advice:action           sign-in  403  200  200  200  403  403  404  404
advice:not-applicable   sign-in  403  200  200  200  403  403  404  404
advice:schema           200      200  200  200  200  200  200  200  200
choice:overview         sign-in  200  200  200  200  200  200  404  404
choice:weights          sign-in  403  403  403  200  403  403  404  404
choice:scores           sign-in  403  403  403  200  403  403  404  404
choice:money            sign-in  200  200  200  200  200  200  404  404
choice:outlook          sign-in  403  200  200  200  403  403  404  404
choice:remove-line      sign-in  405  405  405  405  405  405  405  405
choice:results          sign-in  200  200  200  200  200  200  404  404
plan:plan               sign-in  200  200  200  200  200  200  404  404
plan:versions           sign-in  200  200  200  200  200  200  404  404
plan:version            sign-in  200  200  200  200  200  200  404  404
plan:compare            sign-in  200  200  200  200  200  200  404  404
plan:signers            sign-in  200  403  403  403  403  403  404  404
plan:review             sign-in  403  403  403  403  403  200  404  404
plan:answer             sign-in  200  200  200  200  200  200  404  404
plan:ask-signatures     sign-in  405  405  405  405  405  405  405  405
plan:follow-up          sign-in  200  200  200  200  200  200  404  404
plan:sign               sign-in  403  403  403  403  200  403  404  404
plan:decline            sign-in  405  405  405  405  405  405  405  405
plan:view               sign-in  200  200  200  200  200  200  404  404
plan:annex              sign-in  200  200  200  200  200  200  404  404
exports:plan            sign-in  200  200  200  200  200  200  404  404
exports:version         sign-in  200  200  200  200  200  200  404  404
exports:view            sign-in  200  200  200  200  200  200  404  404
exports:import          sign-in  200  403  403  403  403  403  404  404
exports:house           sign-in  200  403  403  403  403  403  404  404
exports:house-sample    sign-in  200  403  403  403  403  403  404  404
exports:house-use       sign-in  405  405  405  405  405  405  405  405
exports:house-remove    sign-in  405  405  405  405  405  405  405  405
course:workshop         sign-in  200  200  200  200  200  200  200  200
course:reading          sign-in  200  200  200  200  200  200  200  200
course:catch-up         sign-in  200  200  200  200  200  200  200  200
course:guide            sign-in  200  200  200  403  403  403  200  200
course:slides           sign-in  200  200  200  200  200  200  200  200
course:picture          sign-in  404  404  404  404  404  404  404  404
course:cases            sign-in  200  200  200  200  200  200  200  200
course:case             sign-in  404  404  404  404  404  404  404  404
course:examples         sign-in  200  200  200  200  200  200  200  200
course:example          sign-in  200  200  200  200  200  200  200  200
course:glossary         sign-in  200  200  200  200  200  200  200  200
course:partners         sign-in  200  200  200  200  200  200  200  200
exports:schema          200      200  200  200  200  200  200  200  200
exports:guide           sign-in  200  200  200  403  403  403  200  200
exports:certificate     sign-in  403  403  403  409  403  403  404  404
room:room               sign-in  403  200  200  200  200  403  404  404
room:open               sign-in  405  405  405  405  405  405  405  405
room:start              sign-in  405  405  405  405  405  405  405  405
room:extend             sign-in  405  405  405  405  405  405  405  405
room:activity           sign-in  403  200  200  200  200  403  404  404
room:answers            sign-in  405  405  405  405  405  405  405  405
room:votes              sign-in  405  405  405  405  405  405  405  405
room:notes              sign-in  405  405  405  405  405  405  405  405
room:show-notes         sign-in  405  405  405  405  405  405  405  405
room:close              sign-in  405  405  405  405  405  405  405  405
rehearsal:begin         sign-in  403  200  200  403  403  403  404  404
rehearsal:end           sign-in  405  405  405  405  405  405  405  405
room:events             401      403  200  200  200  200  403  403  403
room:screen             sign-in  403  200  200  403  403  403  404  404
room:code-picture       sign-in  403  200  200  200  200  403  404  404
room:join               sign-in  200  200  200  200  200  200  200  200
room:join-code          sign-in  403  302  302  302  302  403  404  404
room:mark               sign-in  403  200  200  200  200  403  404  404
room:doing              sign-in  405  405  405  405  405  405  405  405
room:ask                sign-in  405  405  405  405  405  405  405  405
room:beside             sign-in  403  403  403  200  403  403  404  404
room:done               sign-in  405  405  405  405  405  405  405  405
room:lost               sign-in  405  405  405  405  405  405  405  405
room:skip               sign-in  405  405  405  405  405  405  405  405
room:pause              sign-in  405  405  405  405  405  405  405  405
room:resume             sign-in  405  405  405  405  405  405  405  405
room:undo               sign-in  405  405  405  405  405  405  405  405
room:hand-over          sign-in  405  405  405  405  405  405  405  405
room:slide              sign-in  405  405  405  405  405  405  405  405
room:tell               sign-in  405  405  405  405  405  405  405  405
room:decide             sign-in  405  405  405  405  405  405  405  405
room:answer             sign-in  405  405  405  405  405  405  405  405
room:reveal             sign-in  405  405  405  405  405  405  405  405
room:again              sign-in  405  405  405  405  405  405  405  405
between:before          sign-in  200  200  200  200  200  200  404  404
between:summary         sign-in  200  200  200  200  200  200  404  404
between:move            sign-in  200  403  403  403  403  403  404  404
between:attendance      sign-in  403  200  200  403  403  403  404  404
room:groups             sign-in  403  200  200  403  403  403  404  404
room:groups-make        sign-in  405  405  405  405  405  405  405  405
room:groups-by-hand     sign-in  405  405  405  405  405  405  405  405
room:groups-mend        sign-in  405  405  405  405  405  405  405  405
room:groups-out         sign-in  405  405  405  405  405  405  405  405
room:groups-back        sign-in  405  405  405  405  405  405  405  405
room:group-copy         sign-in  403  404  404  403  403  403  404  404
room:together           sign-in  200  200  200  200  200  200  404  404
"""

# 401: signed out. 302: done, and led on. 409: may, but the room is not open. 422: may, but it is wrong.
POST = """
                        nobody   org  fac  co   att  spo  rev  out  elsewhere
web:accessibility       405      405  405  405  405  405  405  405  405
web:privacy             405      405  405  405  405  405  405  405  405
web:healthz             405      405  405  405  405  405  405  405  405
people:sign-in          302      302  302  302  302  302  302  302  302
people:link-sent        405      405  405  405  405  405  405  405  405
people:use-link         302      302  302  302  302  302  302  302  302
people:sign-out         302      302  302  302  302  302  302  302  302
programme:playbook      405      405  405  405  405  405  405  405  405
programme:request       200      200  200  200  200  200  200  200  200
programme:asked         405      405  405  405  405  405  405  405  405
programme:home          401      405  405  405  405  405  405  405  405
programme:decide        401      405  405  405  405  405  405  405  405
programme:accept        401      302  403  403  403  403  403  403  302
programme:decline       401      302  403  403  403  403  403  403  302
programme:cohort        401      405  405  405  405  405  405  405  405
programme:people        401      302  403  403  403  403  403  404  404
programme:give-back     401      302  403  403  403  403  403  404  404
programme:appoint       401      302  403  403  403  403  403  404  404
programme:end-part      401      302  403  403  403  403  403  404  404
programme:teams         401      302  403  403  403  403  403  404  404
programme:calendar      401      405  405  405  405  405  405  405  405
workbook:ticket         401      405  405  405  405  405  405  405  405
workbook:updates        401      401  401  401  401  401  401  401  401
workbook:keep           401      403  201  201  201  403  403  404  404
workbook:artefact       401      403  302  302  302  403  403  404  404
workbook:picture        401      405  405  405  405  405  405  405  405
workbook:board          401      403  302  302  302  403  403  404  404
workbook:history        401      405  405  405  405  405  405  405  405
workbook:moment         401      405  405  405  405  405  405  405  405
workbook:put-back       401      403  302  302  302  403  403  404  404
plan:contradictions     401      405  405  405  405  405  405  405  405
plan:set-aside          401      403  302  302  302  403  403  404  404
plan:take-up            401      403  302  302  302  403  403  404  404
workbook:links          401      403  302  302  302  403  403  404  404
workbook:ready          401      405  405  405  405  405  405  405  405
workbook:trace          401      405  405  405  405  405  405  405  405
workbook:mend-links     401      403  302  302  302  403  403  404  404
workbook:comments       401      405  405  405  405  405  405  405  405
workbook:field-comments 401      302  302  302  302  302  302  404  404
workbook:thread         401      405  405  405  405  405  405  405  405
workbook:answer         401      302  302  302  302  302  302  404  404
workbook:assign         401      403  302  302  403  403  302  404  404
workbook:resolve        401      403  302  302  403  403  302  404  404
workbook:reopen         401      302  302  302  302  302  302  404  404
workbook:change-comment 401      403  403  403  403  403  302  404  404
workbook:remove-comment 401      403  403  403  403  403  302  404  404
sample-size:kinds       401      405  405  405  405  405  405  405  405
sample-size:study       401      403  422  422  422  403  403  404  404
claims:rates            401      403  422  422  422  403  403  404  404
claims:counts           401      403  422  422  422  403  403  404  404
advice:advice           401      405  405  405  405  405  405  405  405
advice:result           401      405  405  405  405  405  405  405  405
advice:keep             401      403  302  302  302  403  403  404  404
advice:group            401      403  302  302  302  403  403  404  404
advice:question         401      403  302  302  302  403  403  404  404
advice:action           401      403  422  422  422  403  403  404  404
advice:not-applicable   401      403  302  302  302  403  403  404  404
advice:schema           405      405  405  405  405  405  405  405  405
choice:overview         401      405  405  405  405  405  405  405  405
choice:weights          401      403  403  403  422  403  403  404  404
choice:scores           401      403  403  403  422  403  403  404  404
choice:money            401      403  422  422  422  403  403  404  404
choice:outlook          401      403  422  422  422  403  403  404  404
choice:remove-line      401      403  302  302  302  403  403  404  404
choice:results          401      403  409  409  409  403  403  404  404
plan:plan               401      405  405  405  405  405  405  405  405
plan:versions           401      302  302  302  403  403  403  404  404
plan:version            401      405  405  405  405  405  405  405  405
plan:compare            401      405  405  405  405  405  405  405  405
plan:signers            401      302  403  403  403  403  403  404  404
plan:review             401      403  403  403  403  403  302  404  404
plan:answer             401      403  302  302  302  403  403  404  404
plan:ask-signatures     401      302  302  302  403  403  403  404  404
plan:follow-up          401      403  302  302  302  403  403  404  404
plan:sign               401      403  403  403  403  302  403  404  404
plan:decline            401      403  403  403  403  302  403  404  404
plan:view               401      405  405  405  405  405  405  405  405
plan:annex              401      405  405  405  405  405  405  405  405
exports:plan            401      405  405  405  405  405  405  405  405
exports:version         401      405  405  405  405  405  405  405  405
exports:view            401      405  405  405  405  405  405  405  405
exports:import          401      422  403  403  403  403  403  404  404
exports:house           401      422  403  403  403  403  403  404  404
exports:house-sample    401      405  405  405  405  405  405  405  405
exports:house-use       401      302  403  403  403  403  403  404  404
exports:house-remove    401      302  403  403  403  403  403  404  404
course:workshop         401      405  405  405  405  405  405  405  405
course:reading          401      405  405  405  405  405  405  405  405
course:catch-up         401      405  405  405  405  405  405  405  405
course:guide            401      405  405  405  405  405  405  405  405
course:slides           401      405  405  405  405  405  405  405  405
course:picture          401      405  405  405  405  405  405  405  405
course:cases            401      405  405  405  405  405  405  405  405
course:case             401      405  405  405  405  405  405  405  405
course:examples         401      405  405  405  405  405  405  405  405
course:example          401      405  405  405  405  405  405  405  405
course:glossary         401      405  405  405  405  405  405  405  405
course:partners         401      405  405  405  405  405  405  405  405
exports:schema          405      405  405  405  405  405  405  405  405
exports:guide           401      405  405  405  405  405  405  405  405
exports:certificate     401      405  405  405  405  405  405  405  405
room:room               401      405  405  405  405  405  405  405  405
room:open               401      403  302  302  403  403  403  404  404
room:start              401      403  409  409  403  403  403  404  404
room:extend             401      403  422  422  403  403  403  404  404
room:activity           401      405  405  405  405  405  405  405  405
room:answers            401      403  403  403  302  403  403  404  404
room:votes              401      403  403  403  409  403  403  404  404
room:notes              401      403  403  403  409  403  403  404  404
room:show-notes         401      403  302  302  403  403  403  404  404
room:close              401      403  409  409  403  403  403  404  404
rehearsal:begin         401      403  422  422  403  403  403  404  404
rehearsal:end           401      403  404  404  403  403  403  404  404
room:events             405      405  405  405  405  405  405  405  405
room:screen             401      405  405  405  405  405  405  405  405
room:code-picture       401      405  405  405  405  405  405  405  405
room:join               401      422  422  422  422  422  422  422  422
room:join-code          401      403  302  302  302  302  403  404  404
room:mark               401      405  405  405  405  405  405  405  405
room:doing              401      403  400  400  400  400  403  404  404
room:ask                401      403  302  302  302  302  403  404  404
room:beside             401      403  403  403  422  403  403  404  404
room:done               401      403  409  409  409  409  403  404  404
room:lost               401      403  409  409  409  409  403  404  404
room:skip               401      403  409  409  403  403  403  404  404
room:pause              401      403  409  409  403  403  403  404  404
room:resume             401      403  409  409  403  403  403  404  404
room:undo               401      403  409  409  403  403  403  404  404
room:hand-over          401      403  409  409  403  403  403  404  404
room:slide              401      403  409  409  403  403  403  404  404
room:tell               401      403  409  409  403  403  403  404  404
room:decide             401      403  302  302  403  403  403  404  404
room:answer             401      403  302  302  403  403  403  404  404
room:reveal             401      403  409  409  403  403  403  404  404
room:again              401      403  409  409  403  403  403  404  404
between:before          401      403  403  403  302  403  403  404  404
between:summary         401      405  405  405  405  405  405  405  405
between:move            401      302  403  403  403  403  403  404  404
between:attendance      401      403  302  302  403  403  403  404  404
room:groups             401      405  405  405  405  405  405  405  405
room:groups-make        401      403  409  409  403  403  403  404  404
room:groups-by-hand     401      403  409  409  403  403  403  404  404
room:groups-mend        401      403  409  409  403  403  403  404  404
room:groups-out         401      403  409  409  403  403  403  404  404
room:groups-back        401      403  409  409  403  403  403  404  404
room:group-copy         401      403  404  404  403  403  403  404  404
room:together           401      403  302  302  403  403  403  404  404
"""

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    cache.clear()  # uses of a form in one test do not count in the next
    return add_cast()


@pytest.fixture
def addresses(cast: Cast) -> dict[str, str]:
    """Every address, with the things of the cast's cohort in it."""
    cohort = cast.cohort
    first = cohort.sessions.get(number=1)
    session, third = first.pk, cohort.sessions.get(number=3).pk
    question = ParkedQuestion.objects.create(session=first, text="And at night?", asked_at=timezone.now())
    artefact = "problem-statement"
    waiting = add_request(
        organisation_name="Southmere Care", contact_name="Ines Marlowe", problem="Visits are late"
    ).pk
    enter(cohort.pk, "user-needs", {"needs": RowEdits(rows=(KeptRow(NEED, NEED_SAYS),))})
    add_options(cohort)
    option = OPTIONS[1]
    # the last: to put it back changes nothing, and the journal's own thread is not to write in these tests
    entry = JournalEntry.objects.filter(workbook_id=cohort.pk).latest("pk").pk
    said = Comment.objects.select_related("thread").get()
    version = freeze_and_ask(cast)
    mark = add_mark(cast, version)
    house = cohort.organisation.house_templates.create(
        content=house_template(template_file()), added_at=timezone.now()
    )
    thread, comment = (cohort.pk, said.thread_id), (cohort.pk, said.thread_id, said.pk)
    values: dict[str, tuple[object, ...]] = {
        "programme:decide": (waiting,),
        "programme:accept": (waiting,),
        "programme:decline": (waiting,),
        "programme:cohort": (cohort.pk,),
        "programme:people": (cohort.pk,),
        "programme:teams": (cohort.pk,),
        "programme:give-back": (cohort.pk, 1),
        "programme:appoint": (cohort.pk,),
        # the facilitator's, which nobody takes away
        "programme:end-part": (cohort.pk, cohort.appointments.get(person=cast.facilitator).pk),
        "programme:calendar": (session,),
        "workbook:ticket": (cohort.pk,),
        "workbook:updates": (cohort.pk,),
        "workbook:keep": (cohort.pk,),
        "workbook:artefact": (cohort.pk, artefact),
        "workbook:picture": (cohort.pk, "stakeholder-map"),
        "workbook:board": (cohort.pk, "problem-board"),
        "workbook:history": (cohort.pk,),
        "workbook:moment": (cohort.pk, entry),
        "workbook:put-back": (cohort.pk, entry),
        "workbook:trace": (cohort.pk,),
        "workbook:ready": (cohort.pk, 3),
        "plan:contradictions": (cohort.pk,),
        "plan:set-aside": (cohort.pk, "need-guessed-never-asked"),
        "plan:take-up": (cohort.pk, "need-guessed-never-asked"),
        "workbook:mend-links": (cohort.pk,),
        "workbook:comments": (cohort.pk,),
        "workbook:thread": thread,
        "workbook:answer": thread,
        "workbook:assign": thread,
        "workbook:resolve": thread,
        "workbook:reopen": thread,
        "workbook:change-comment": comment,
        "workbook:remove-comment": comment,
        "sample-size:kinds": (cohort.pk,),
        "sample-size:study": (cohort.pk, "binary"),
        "claims:rates": (cohort.pk,),
        "claims:counts": (cohort.pk,),
        "advice:advice": (cohort.pk,),
        "advice:result": (cohort.pk,),
        "advice:keep": (cohort.pk,),
        "advice:group": (cohort.pk, next(iter(pack().advice.groups)).id),
        "advice:question": (cohort.pk, next(iter(pack().advice.questions))),
        "advice:action": (cohort.pk, next(iter(pack().advice.rules))),
        "advice:not-applicable": (cohort.pk, A_RULE_TO_SET_ASIDE),
        "choice:overview": (cohort.pk,),
        "choice:weights": (cohort.pk,),
        "choice:results": (cohort.pk,),
        "choice:scores": (cohort.pk, option),
        "choice:money": (cohort.pk, option),
        "choice:outlook": (cohort.pk, option),
        "choice:remove-line": (cohort.pk, option, 1),
        "plan:plan": (cohort.pk,),
        **dict.fromkeys(("plan:versions", "plan:compare", "plan:signers"), (cohort.pk,)),
        **dict.fromkeys(
            ("plan:version", "plan:ask-signatures", "plan:sign", "plan:decline"), (cohort.pk, version.number)
        ),
        "plan:follow-up": (cohort.pk, 30),
        "plan:review": (cohort.pk, version.number, mark.section),
        "plan:answer": (cohort.pk, version.number, mark.pk),
        "plan:view": (cohort.pk, "board"),
        "plan:annex": (cohort.pk,),
        "exports:plan": (cohort.pk, "docx"),
        **dict.fromkeys(("exports:import", "exports:house"), (cohort.pk,)),
        **dict.fromkeys(
            ("exports:house-sample", "exports:house-use", "exports:house-remove"), (cohort.pk, house.pk)
        ),
        "exports:version": (cohort.pk, version.number, "docx"),
        "exports:view": (cohort.pk, "dpia-screening", "pdf"),
        "exports:certificate": (cohort.pk, "pdf"),
        "exports:guide": (1, "docx"),
        "course:workshop": (1,),
        "course:reading": (1,),
        "course:catch-up": (1,),
        "course:guide": (1,),
        "course:slides": (1,),
        "course:picture": (1, "no-such-picture.svg"),
        "course:case": ("no-such-case",),
        "course:example": (artefact,),
        "room:room": (session,),
        "room:open": (session,),
        "room:start": (session, 0),
        "room:extend": (session,),
        "room:close": (session,),
        "room:activity": (session, "ai-or-not"),
        "room:answers": (session, "ai-or-not"),
        "room:votes": (session, "closing-card-1"),
        "room:notes": (session, "closing-card-1"),
        "room:show-notes": (session, "closing-card-1"),
        "room:events": (session,),
        "rehearsal:begin": (session,),
        "rehearsal:end": (session,),
        "room:join-code": (first.code,),
        "room:done": (session, "welcome"),
        "room:lost": (session, "welcome"),
        "room:skip": (session, 0),
        "room:hand-over": (session, cast.facilitator.pk),
        "room:answer": (session, question.pk),
        "room:reveal": (session, "exit-quiz-1"),
        "room:again": (session, "exit-quiz-1"),
        "between:before": (session,),
        "between:summary": (session,),
        "between:move": (session,),
        "between:attendance": (session,),
        "room:groups-back": (session, 60),
        "room:group-copy": (third, "release-write", "b"),
        "room:together": (third, "release-write"),
        **dict.fromkeys(
            (
                f"room:{name}"
                for name in (
                    "screen",
                    "code-picture",
                    "mark",
                    "doing",
                    "ask",
                    "beside",
                    "pause",
                    "resume",
                    "undo",
                    "slide",
                    "tell",
                    "decide",
                    "groups",
                    "groups-make",
                    "groups-by-hand",
                    "groups-mend",
                    "groups-out",
                )
            ),
            (session,),
        ),
    }
    made_otherwise = {
        "people:use-link": make_sign_in_link(cast.attendee, now=timezone.now()),
        "workbook:links": address_of_links(cohort.pk, "user-needs", "needs", NEED),
        "workbook:field-comments": address_of(cohort.pk, said.thread.place),
    }
    made = {
        name: reverse(name, args=values.get(name, ())) for name in table(GET) if name not in made_otherwise
    }
    return {**made, **made_otherwise}


def typed(cast: Cast) -> dict[str, dict[str, Any]]:
    """What is sent to each address that takes something."""
    day = a_free_day()
    artefact = "problem-statement"
    reading = read_workbook(cast.cohort.pk)
    acceptance = {"first": day, "time": "12:15", "join_link": TEAMS_LINK}
    return {
        "people:sign-in": {"email": "nobody@x.example"},
        "programme:accept": {
            **acceptance,
            "minutes": "75",
            "first_day": day.day,
            "first_month": day.month,
            "first_year": day.year,
            "facilitator_name": "Gwen Facey",
            "facilitator_email": "gwen.facey@northvale.example",
        },
        "programme:decline": {"reason": "Full until June"},
        "programme:appoint": {"role": "reviewer", "name": "Ann One", "email": "ann@x.example"},
        "programme:teams": {"team-1": "clinical"},
        "room:groups-make": {"how": "mixed", "count": "2", "who": "here"},
        "programme:people": {"people": "Ann One, ann@x.example, Nurse"},
        "workbook:field-comments": {"text": "Who counted?", "number": str(uuid4())},
        "workbook:answer": {"text": "Our data officer", "number": str(uuid4())},
        "workbook:assign": {"assign_to": cast.facilitator.pk},
        "workbook:change-comment": {"text": "Who counted it?", "number": str(uuid4())},
        # as it stands: the journal's own thread is not to write while a test holds its database
        "workbook:keep": {"root": "a/b", "looks": "date-of-birth", "count": "1", "reason": "Made up"},
        "workbook:artefact": {"as_of": reading.as_of, **reading.written[artefact]},
        "workbook:links": {"as_of": reading.as_of},
        "plan:set-aside": {"reason": "We ask in March"},
        "workbook:board": {"as_of": reading.as_of},
        "plan:versions": {"after": "1"},
        "plan:signers": {"person-1": cast.sponsor.pk, "part-1": "Sponsor"},
        "plan:review": {"verdict": "fine"},
        "plan:answer": {"answer": "The night sister counts now"},
        # nothing is said yet, and nothing changes
        "plan:follow-up": {"as_of": reading.as_of},
        "plan:sign": {"agreed": "on", "seen": cast.cohort.versions.get(number=1).fingerprint},
        "plan:decline": {"reason": "The baseline is a guess"},
        "room:answers": {"early-warning": "1"},
        "room:open": {"sure": "yes"},
        "room:ask": {"text": "Who counts at night?"},
        "room:decide": {"text": "We begin with one ward"},
        "room:answer": {"answer": "The night sister"},
        "between:move": {
            "day_day": day.day,
            "day_month": day.month,
            "day_year": day.year,
            "time": "12:15",
            "minutes": "90",
        },
        "between:attendance": {"person": cast.attendee.pk, "was_there": "yes"},
    }


def table(text: str) -> dict[str, dict[str, str]]:
    """Address name -> role -> expected answer."""
    rows = (line.split() for line in text.strip().splitlines()[1:])
    return {name: dict(zip(ROLES, answers, strict=True)) for name, *answers in rows}


def column(text: str, role: str) -> dict[str, str]:
    return {name: answers[role] for name, answers in table(text).items()}


def every_route(resolver: URLResolver, *spaces: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join([*spaces, entry.name or str(entry.pattern)])
        else:
            yield from every_route(entry, *spaces, *([entry.namespace] if entry.namespace else []))


def client_of(cast: Cast, role: str, *, checks_tokens: bool = False) -> Client:
    client = Client(enforce_csrf_checks=checks_tokens)
    if role != "nobody":
        client.force_login(getattr(cast, role))
    return client


def answer(page: Page) -> str:
    is_sent_to_sign_in = page.status_code == 302 and page["Location"].startswith("/sign-in?next=")
    return SIGN_IN if is_sent_to_sign_in else str(page.status_code)


def text_of(page: Page) -> str:
    if isinstance(page, StreamingHttpResponse):
        return ""
    return page.content.decode(errors="replace")


def state() -> Mapping[str, list[Any]]:
    """Every row of both databases except sessions, whose end moves, and who is in a room."""
    models = (
        model for model in apps.get_models() if model._meta.app_label != "sessions" and model is not Presence
    )
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def test_every_address_is_in_both_tables() -> None:
    routes = set(every_route(get_resolver("deepdive.config.urls")))
    assert sorted(routes - set(table(GET))) == [], "add these addresses to the table GET"
    assert sorted(routes - set(table(POST))) == [], "add these addresses to the table POST"
    assert sorted((set(table(GET)) | set(table(POST))) - routes) == [], "these addresses are gone"


@pytest.mark.parametrize("role", ROLES)
def test_what_each_role_is_answered_when_looking(cast: Cast, addresses: dict[str, str], role: str) -> None:
    client = client_of(cast, role)
    assert {name: answer(client.get(address)) for name, address in addresses.items()} == column(GET, role)


@pytest.mark.parametrize("role", ROLES)
def test_what_each_role_is_answered_when_sending(cast: Cast, addresses: dict[str, str], role: str) -> None:
    found, sent = {}, typed(cast)
    for name, address in addresses.items():
        with transaction.atomic():
            found[name] = answer(client_of(cast, role).post(address, sent.get(name, {})))
            transaction.set_rollback(True)
    assert found == column(POST, role)


@pytest.mark.parametrize("role", ["nobody", "outsider", "organiser_elsewhere"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_outside_the_cohort_reads_anything_of_it(
    cast: Cast, addresses: dict[str, str], role: str, method: str
) -> None:
    theirs = {"people:use-link"}  # whoever holds the link is greeted by name
    leaks = []
    for name, address in addresses.items():
        page = client_of(cast, role).generic(method, address)
        leaks += [
            (name, secret) for secret in cast.secrets() if secret in text_of(page) and name not in theirs
        ]
    assert leaks == []


def test_the_same_texts_are_there_for_the_cohort_itself(cast: Cast, addresses: dict[str, str]) -> None:
    client = client_of(cast, "facilitator")
    pages = "".join(text_of(client.get(address)) for address in addresses.values())
    # the organiser's address is in letters only
    not_shown = [secret for secret in cast.secrets() if secret not in pages]
    assert not_shown == [cast.organiser.email]


@pytest.mark.parametrize("role", ["attendee", "sponsor", "reviewer"])
def test_attendees_sponsors_and_reviewers_see_no_e_mail_address(
    cast: Cast, addresses: dict[str, str], role: str
) -> None:
    client = client_of(cast, role)
    pages = {name: text_of(client.get(path)) for name, path in addresses.items() if name != "people:use-link"}
    assert [name for name, page in pages.items() if "@northvale.example" in page] == []


@pytest.mark.parametrize("role", ROLES)
def test_looking_changes_nothing(cast: Cast, addresses: dict[str, str], role: str) -> None:
    client = client_of(cast, role)
    before = state()
    for address in addresses.values():
        client.get(address)
    assert state() == before


@pytest.mark.parametrize("role", ["nobody", "organiser", "facilitator"])
def test_a_form_without_our_token_is_refused_everywhere(
    cast: Cast, addresses: dict[str, str], role: str
) -> None:
    client, sent = client_of(cast, role, checks_tokens=True), typed(cast)
    before = state()
    # known by its origin instead, which the next test leaves out
    del addresses["workbook:updates"]
    pages = {name: client.post(address, sent.get(name, {})) for name, address in addresses.items()}
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(addresses, 403)
    assert all("This form was open for too long" in text_of(page) for page in pages.values())
    assert state() == before


@pytest.mark.parametrize(
    ("origin", "status"), [(None, 401), ("https://elsewhere.example", 403), ("null", 403)]
)
def test_updates_need_a_ticket_or_our_own_origin(cast: Cast, origin: str | None, status: int) -> None:
    headers = {"Origin": origin} if origin else {}
    address = reverse("workbook:updates", args=[cast.cohort.pk])
    page = client_of(cast, "facilitator").post(
        address, b"", content_type="application/octet-stream", headers=headers
    )
    assert page.status_code == status


@pytest.mark.parametrize("name", ["programme:calendar", "room:room", "room:events"])
def test_the_id_of_a_cohort_is_no_session(cast: Cast, name: str) -> None:
    page = client_of(cast, "facilitator").get(reverse(name, args=[cast.cohort.pk]))
    assert page.status_code == (403 if name == "room:events" else 404)


def test_a_seat_lost_is_a_workbook_lost(cast: Cast) -> None:
    client = client_of(cast, "attendee")
    assert client.get(reverse("workbook:ticket", args=[cast.cohort.pk])).status_code == 200
    cast.cohort.seats.all().delete()
    assert client.get(reverse("workbook:ticket", args=[cast.cohort.pk])).status_code == 403
