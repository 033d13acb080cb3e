"""The list of what is wrong, at the top of the page."""

import re

from deepdive.web.error_summary import error_summary
from tests.web.example_form import ExampleForm


def links(form: ExampleForm) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]+)">\s*(.*?)\s*</a>', error_summary(form))


def test_there_is_none_before_anything_is_sent() -> None:
    assert error_summary(ExampleForm()) == ""


def test_every_error_links_to_the_box_it_is_about() -> None:
    assert links(ExampleForm({"people": "x", "platform": "teams", "first_day": "3", "secret": "x1"})) == [
        ("#id_name", "Enter your name"),
        ("#id_email", "Enter your work e-mail"),
        ("#id_people", "Enter a whole number"),
        ("#id_reason", "Say why"),
        ("#id_weekday", "Choose a day"),
        ("#id_days", "Choose a second day"),
        ("#id_first_month", "The date must include a month and a year"),
        ("#id_agreed", "Confirm that you have a sponsor"),
    ]


def test_a_date_that_is_missing_links_to_the_day() -> None:
    assert ("#id_first_day", "Enter a date") in links(ExampleForm({"name": "A"}))


def test_what_is_wrong_with_the_whole_form_has_no_link() -> None:
    form = ExampleForm({"name": "A"})
    form.add_error(None, "There are <no> seats left")
    summary = error_summary(form)
    assert "There are &lt;no&gt; seats left" in summary
    assert "seats left" not in str(links(form))


def test_an_error_of_a_hidden_field_has_no_link() -> None:
    assert "#id_secret" not in error_summary(ExampleForm({"name": "A"}))
