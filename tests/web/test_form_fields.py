"""Every kind of form field has its component."""

from datetime import date

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from deepdive.web.form_fields import form_field
from tests.web.example_form import ExampleForm
from tests.web.markup import squeezed


def shown(name: str, form: ExampleForm | None = None) -> str:
    return squeezed(form_field((form or ExampleForm())[name]))


def sent(**values: str) -> ExampleForm:
    return ExampleForm(MultiValueDict({name: [value] for name, value in values.items()}))


def test_a_line_of_text_has_label_hint_and_attributes() -> None:
    assert shown("name") == (
        '<div class="nhsuk-form-group"><label class="nhsuk-label" for="id_name">Your name</label>'
        '<div class="nhsuk-hint" id="id_name-hint">As on your badge</div>'
        '<input class="nhsuk-input nhsuk-input--width-20" id="id_name" name="name" type="text" '
        'aria-describedby="id_name-hint" autocomplete="name"></div>'
    )


def test_an_error_is_tied_to_its_box_after_the_hint() -> None:
    assert shown("name", sent(name="")) == (
        '<div class="nhsuk-form-group nhsuk-form-group--error">'
        '<label class="nhsuk-label" for="id_name">Your name</label>'
        '<div class="nhsuk-hint" id="id_name-hint">As on your badge</div>'
        '<span class="nhsuk-error-message" id="id_name-error">'
        '<span class="nhsuk-u-visually-hidden">Error:</span>Enter your name</span>'
        '<input class="nhsuk-input nhsuk-input--error nhsuk-input--width-20" id="id_name" name="name" '
        'type="text" aria-describedby="id_name-hint id_name-error" autocomplete="name"></div>'
    )


@pytest.mark.parametrize(
    ("name", "box"),
    [
        (
            "email",
            '<input class="nhsuk-input" id="id_email" name="email" type="email" autocomplete="email" '
            'spellcheck="false">',
        ),
        ("link", '<input class="nhsuk-input" id="id_link" name="link" type="url">'),
        (
            "people",
            '<input class="nhsuk-input" id="id_people" name="people" type="text" inputmode="numeric">',
        ),
        ("reason", '<textarea class="nhsuk-textarea" id="id_reason" name="reason" rows="4"></textarea>'),
        (
            "platform",
            '<select class="nhsuk-select" id="id_platform" name="platform">'
            '<option value="teams">Teams</option><option value="meet">Meet</option></select>',
        ),
        ("paper", '<input class="nhsuk-file-upload__input" id="id_paper" name="paper" type="file">'),
        ("secret", '<input type="hidden" name="secret" value="x1" id="id_secret">'),
    ],
)
def test_a_field_becomes_the_right_box(name: str, box: str) -> None:
    assert box in shown(name)


def test_what_somebody_typed_comes_back_escaped_and_unchanged() -> None:
    form = sent(name='"><script>', reason="\nfirst\n  second </textarea>", platform="meet")
    assert 'value="&#34;&gt;&lt;script&gt;"' in form_field(form["name"])
    # browsers drop the first line break of a text area, so one more is sent
    assert ">\n\nfirst\n  second &lt;/textarea&gt;</textarea>" in form_field(form["reason"])
    assert '<option value="meet" selected>Meet</option>' in form_field(form["platform"])


def test_a_limited_text_counts_what_is_left() -> None:
    group = shown("notes")
    assert 'data-module="nhsuk-character-count" data-maxlength="50" data-threshold="75"' in group
    assert 'aria-describedby="id_notes-info"' in group


def test_radios_are_a_group_whose_first_has_the_id_of_the_field() -> None:
    assert shown("weekday", ExampleForm(initial={"weekday": 2})) == (
        '<div class="nhsuk-form-group"><fieldset class="nhsuk-fieldset">'
        '<legend class="nhsuk-fieldset__legend">Which day?</legend>'
        '<div class="nhsuk-radios" data-module="nhsuk-radios">'
        '<div class="nhsuk-radios__item">'
        '<input class="nhsuk-radios__input" id="id_weekday" name="weekday" type="radio" value="1">'
        '<label class="nhsuk-label nhsuk-radios__label" for="id_weekday">Monday</label></div>'
        '<div class="nhsuk-radios__item">'
        '<input class="nhsuk-radios__input" id="id_weekday-2" name="weekday" type="radio" value="2" checked>'
        '<label class="nhsuk-label nhsuk-radios__label" for="id_weekday-2">Tuesday</label></div>'
        "</div></fieldset></div>"
    )


def test_checkboxes_keep_every_choice() -> None:
    group = shown("days", ExampleForm(MultiValueDict({"days": ["1", "2"]})))
    assert 'id="id_days" name="days" type="checkbox" value="1" checked>' in group
    assert 'id="id_days-2" name="days" type="checkbox" value="2" checked>' in group


def test_a_single_checkbox_is_labelled_by_its_field() -> None:
    assert shown("agreed", sent(agreed="on")) == (
        '<div class="nhsuk-form-group"><div class="nhsuk-checkboxes" data-module="nhsuk-checkboxes">'
        '<div class="nhsuk-checkboxes__item"><input class="nhsuk-checkboxes__input" id="id_agreed" '
        'name="agreed" type="checkbox" value="on" checked aria-describedby="id_agreed-item-hint">'
        '<label class="nhsuk-label nhsuk-checkboxes__label" for="id_agreed">We have a sponsor</label>'
        '<div class="nhsuk-hint nhsuk-checkboxes__hint" id="id_agreed-item-hint">Somebody senior</div>'
        "</div></div></div>"
    )


def test_an_unticked_checkbox_says_what_is_wrong_to_a_screen_reader_too() -> None:
    assert 'aria-describedby="id_agreed-error id_agreed-item-hint"' in shown("agreed", sent())


def test_a_date_has_three_boxes() -> None:
    group = shown("first", ExampleForm(initial={"first": date(2027, 3, 9)}))
    assert '<legend class="nhsuk-fieldset__legend">First workshop</legend>' in group
    assert 'id="id_first_day" name="first_day" type="text" value="9" inputmode="numeric">' in group
    assert 'id="id_first_month" name="first_month" type="text" value="3" inputmode="numeric">' in group
    assert 'id="id_first_year" name="first_year" type="text" value="2027" inputmode="numeric">' in group


def test_only_the_wrong_box_of_a_date_is_marked() -> None:
    group = shown("first", sent(first_day="3", first_year="2027"))
    assert group.count("nhsuk-input--error") == 1
    assert 'class="nhsuk-input nhsuk-input--error nhsuk-input--width-2' in group
    assert 'name="first_day" type="text" value="3"' in group


def test_a_label_can_be_the_heading_of_the_page() -> None:
    assert squeezed(form_field(ExampleForm()["name"], size="l", is_heading=True)).startswith(
        '<div class="nhsuk-form-group"><h1 class="nhsuk-label-wrapper">'
        '<label class="nhsuk-label nhsuk-label--l" for="id_name">Your name</label></h1>'
    )


def test_a_widget_without_a_component_is_named_in_the_error() -> None:
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="No component shows a SplitDateTimeWidget"):
        form_field(Odd()["when"])
