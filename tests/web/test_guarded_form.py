"""A form asks about what may point to a real person, and takes a reason."""

from typing import Any

import pytest
from django import forms

from deepdive.core.patient_data import Looks
from deepdive.web.form_fields import form_field
from deepdive.web.free_text import FreeTextField
from deepdive.web.guarded_form import GuardedForm, Kept
from tests.web.markup import squeezed

BIRTH = "A man born 12/03/1962 waits"


class StoryForm(GuardedForm):
    """Two free texts, a count and a name that needs no notice."""

    story = FreeTextField(label="Story", help_text="In short.", widget=forms.Textarea)
    title = FreeTextField(label="Title", required=False)
    people = FreeTextField(label="People", required=False, counts_people=True, notice="")

    def text_before(self, name: str) -> str:
        return "DOB 1/2/1950" if name == "title" else ""


def sent(**values: str) -> StoryForm:
    return StoryForm({"story": "A ward waits", **values})


def errors(form: StoryForm) -> dict[str, list[str]]:
    form.full_clean()
    return {name: [str(error) for error in found] for name, found in form.errors.items()}


def test_the_notice_is_read_with_the_box() -> None:
    assert squeezed(form_field(StoryForm()["title"])) == (
        '<div class="nhsuk-form-group"><label class="nhsuk-label" for="id_title">Title</label>'
        '<div class="nhsuk-hint" id="id_title-hint"><span class="patient-data-notice">'
        "No patient data: write about roles, not real people.</span></div>"
        '<input class="nhsuk-input" id="id_title" name="title" type="text" aria-describedby="id_title-hint">'
        "</div>"
    )
    assert 'id="id_story-hint">In short.<span class="patient-data-notice">' in squeezed(
        form_field(StoryForm()["story"])
    )
    assert "hint" not in form_field(StoryForm()["people"])


def test_a_text_about_nobody_is_taken() -> None:
    form = sent()
    assert errors(form) == {}
    assert (form.kept, list(form.fields)) == ((), ["story", "title", "people"])


def test_the_first_time_it_asks_and_has_a_box_for_the_reason_behind_the_text() -> None:
    form = sent(story=BIRTH)
    assert errors(form) == {
        "story": ["This looks like a date of birth: '12/03/1962'. Change it, or say below why it may stay."]
    }
    assert list(form.fields) == ["story", "story--because", "title", "people"]
    box = form.reason_box("story")
    assert box is not None
    assert (box.label, box.html_name) == ('Keep it in "Story", because', "story--because")


def test_with_a_reason_it_is_taken_and_says_what_was_kept() -> None:
    form = sent(story=f"{BIRTH}, DOB 1.2.62, MRN 1234567", **{"story--because": "The man is made up"})
    assert errors(form) == {}
    assert form.kept == (
        Kept("story", Looks.BIRTH_DATE, 2, "The man is made up"),
        Kept("story", Looks.HOSPITAL_NUMBER, 1, "The man is made up"),
    )
    assert "1962" not in repr(form.kept)


def test_an_empty_reason_is_none() -> None:
    form = sent(story=BIRTH, **{"story--because": "  "})
    assert list(errors(form)) == ["story"]
    assert form.reason_box("story") is not None


@pytest.mark.parametrize(
    "reason", ["he was born on 12/03/1962, so what", "943 476 5919 is made up", "MRN 1234567 is old"]
)
def test_a_reason_does_not_repeat_the_detail(reason: str) -> None:
    form = sent(story=BIRTH, **{"story--because": reason})
    assert errors(form) == {"story--because": ["Give the reason without the detail itself"]}
    assert form.kept == ()


def test_a_reason_is_short() -> None:
    assert errors(sent(story=BIRTH, **{"story--because": "x" * 201})) == {
        "story--because": ["Give the reason in 200 letters or fewer"]
    }


def test_no_reason_keeps_an_nhs_number() -> None:
    form = sent(story="about 943 476 5919", **{"story--because": "It is made up"})
    assert errors(form) == {
        "story": [
            "This looks like an NHS number. Take it out: no patient data belongs here. "
            "Describe the person by role instead, for example 'a patient on the ward'."
        ]
    }


def test_a_reason_for_nothing_is_let_go() -> None:
    form = sent(**{"story--because": "It is made up: MRN 1234567"})
    assert errors(form) == {}
    assert (form.kept, form.reason_box("story")) == ((), None)


def test_nobody_is_asked_about_what_was_there_before() -> None:
    assert errors(sent(title="DOB 1/2/1950, twice DOB 1/2/1950")) == {
        "title": ["This looks like a date of birth: '1/2/1950'. Change it, or say below why it may stay."]
    }
    assert errors(sent(title="His DOB 1/2/1950 stands here")) == {}


def test_a_small_count_is_asked_about() -> None:
    assert errors(sent(people="3")) == {
        "people": [
            "Small numbers can point to people: write 'fewer than 8' or a band such as '8 to 12'. "
            "Change it, or say below why it may stay."
        ]
    }
    form = sent(people="3", **{"people--because": "These are members of staff"})
    assert errors(form) == {}
    assert form.kept == (Kept("people", Looks.SMALL_COUNT, 1, "These are members of staff"),)


def test_three_findings_are_named_at_most() -> None:
    (said,) = errors(sent(story=" ".join(f"DOB {day}/1/1962" for day in range(1, 9))))["story"]
    assert said.count("This looks like a date of birth") == 3


def test_every_box_for_text_in_this_project_has_the_guard_and_every_large_one_the_notice() -> None:
    # for the classes; the rows of artefacts share a notice a row
    from deepdive.config import urls  # noqa: F401 - imports every form

    unguarded, silent = [], []
    for form in every(forms.Form):
        if not form.__module__.startswith("deepdive."):
            continue
        for name, field in form.base_fields.items():
            where = f"{form.__module__}.{form.__name__}.{name}"
            if type(field) is forms.CharField and not isinstance(
                field.widget, forms.URLInput | forms.HiddenInput
            ):
                unguarded.append(where)
            if isinstance(field.widget, forms.Textarea) and not getattr(field, "notice", ""):
                silent.append(where)
            if isinstance(field, FreeTextField):
                assert issubclass(form, GuardedForm), f"{where} asks nobody"
    # neither the words of a search nor the code of a room are kept
    assert unguarded == ["deepdive.course.forms.CaseFilterForm.words", "deepdive.room.forms.CodeForm.code"]
    assert silent == []


def every(kind: Any) -> list[Any]:
    return [found for child in kind.__subclasses__() for found in [child, *every(child)]]
