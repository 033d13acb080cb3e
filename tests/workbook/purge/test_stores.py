"""Words are searched for in every table that holds some."""

import pytest
from django.apps import apps
from django.db import models

from deepdive.guard.models import KeptFinding
from deepdive.mail.models import OutgoingLetter
from deepdive.programme.models import Cohort
from deepdive.workbook.purge.stores import STORES, clean_stores, found_in
from deepdive.workbook.purge.wanted import Words
from tests.factories import add_cohort

# ids, words of ours, and what people are called: nothing that anybody writes about others
HOLD_NO_WORDS = {
    "mail.OutgoingLetter": {"kind", "to"},
    "people.Organisation": {"name"},
    "people.Person": {"password", "email", "name"},
    "people.SignInLink": {"fingerprint"},
    "programme.SeriesRequest": {
        *("organisation_name", "contact_name", "contact_email", "contact_role", "platform", "status"),
    },
    "programme.Cohort": {"platform", "join_link"},
    "programme.Seat": {"job", "team"},
    "programme.Session": {"code"},
    "programme.Appointment": {"role"},
    "room.RoomEvent": {"kind"},
    "answers.Answer": {"activity", "item", "voter"},
    "answers.Dot": {"activity", "voter", "note"},
    "answers.HiddenNote": {"activity", "voter", "heading"},
    "advice.AdviceAnswer": {"question", "value"},
    "advice.AdviceResult": {"pack_version", "findings"},
    "advice.NotApplicable": {"rule"},
    "choice.Score": {"option", "criterion", "voter"},
    "choice.Weight": {"criterion", "voter"},
    "choice.MoneyLine": {"option", "kind"},
    "choice.OptionOutlook": {"option"},
    "room.Sign": {"block", "kind"},
    "plan.Version": {"fingerprint"},
    "plan.Signer": {"part"},
    "plan.Signature": {"name", "part", "answer", "fingerprint"},
    "plan.Mark": {"section", "verdict"},
    "between.SentLetter": {"once"},
    "contradictions.SetAside": {"rule", "places"},
    "comments.Thread": {"artefact", "field", "row"},
    "workbook.WorkbookLease": {"owner"},
    "guard.KeptFinding": {"root", "row", "column", "looks"},
    "guard.Removal": {"root", "how"},
    "workbook.JournalEntry": {"touched"},
    "workbook.Generation": {"retired"},
}


def test_every_field_with_words_is_searched() -> None:
    known = {store.model: set(store.fields) for store in STORES}
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("deepdive.")
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and field.name
        not in known.get(model._meta.label, set()) | HOLD_NO_WORDS.get(model._meta.label, set())
    ]
    assert missing == [], "add these to STORES, or to HOLD_NO_WORDS with a reason"


@pytest.mark.django_db
def test_the_text_is_taken_out_of_the_cohorts_tables_and_of_all_letters() -> None:
    words = Words("Mrs Patel")
    ours = add_cohort(problem="Mrs Patel waits", why="She asked. mrs patel did.")
    theirs = Cohort.objects.create(
        organisation=ours.organisation, problem="Mrs Patel waits", platform="teams"
    )
    OutgoingLetter.objects.all().delete()
    OutgoingLetter.objects.create(
        kind="a",
        to="a@x.example",
        subject="Hello",
        body="-",
        attachments=[{"name": "n", "text": "Mrs\nPatel"}],
    )
    KeptFinding.objects.create(
        workbook_id=ours.pk, root="a/b", looks="x", count=1, reason=f"{'x' * 191}Mrs Patel"
    )
    assert found_in(ours.pk, words) == {
        "the cohort's problem": 1,
        "the request": 1,
        "letters": 1,
        "reasons to keep something": 1,
    }
    clean_stores(ours.pk, words)
    assert found_in(ours.pk, words) == {}
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.problem, theirs.problem) == ("[removed] waits", "Mrs Patel waits")
    assert ours.request is not None
    assert ours.request.why == "She asked. [removed] did."
    assert OutgoingLetter.objects.get().attachments == [{"name": "n", "text": "[removed]"}]
    assert KeptFinding.objects.get().reason == f"{'x' * 191}[removed]"
