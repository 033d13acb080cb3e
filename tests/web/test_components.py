"""Components take plain values and escape them."""

import pytest
from django.utils.functional import lazystr
from django.utils.safestring import SafeString

from deepdive.web import components
from deepdive.web.components import component
from tests.web.markup import squeezed


def test_a_component_shows_its_text() -> None:
    assert squeezed(component("button", {"text": "Continue"})) == (
        '<button class="nhsuk-button" data-module="nhsuk-button" type="submit">Continue</button>'
    )


@pytest.mark.parametrize(
    ("name", "params", "start"),
    [
        ("error-summary", {"heading": "Oh"}, '<div class="nhsuk-error-summary"'),
        ("tables", {"caption": "Times"}, '<table class="nhsuk-table"'),
        ("do-dont-list", {"heading": "Do", "type": "tick"}, '<div class="nhsuk-card nhsuk-card--feature"'),
        ("images", {"src": "a.svg"}, '<figure class="nhsuk-image"'),
    ],
)
def test_a_component_is_named_as_its_folder_is(name: str, params: dict[str, object], start: str) -> None:
    assert squeezed(component(name, params)).startswith(start)


def test_an_unknown_component_is_named_in_the_error() -> None:
    with pytest.raises(LookupError, match="There is no NHS component called 'gong'"):
        component("gong", {})


@pytest.mark.parametrize("parameter", ["text", "html"])
def test_text_is_escaped_whatever_the_parameter_is_called(parameter: str) -> None:
    assert "<script>" not in component("inset-text", {parameter: "<script>alert(1)</script>"})
    assert "&lt;script&gt;" in component("inset-text", {parameter: "<script>alert(1)</script>"})


def test_a_nested_parameter_for_markup_is_escaped_too() -> None:
    assert "<b>" not in component("footer", {"meta": {"html": "<b>"}})
    assert "<b>" not in component("card", {"heading": "A", "descriptionHtml": "<b>"})
    assert "<b>" not in component("radios", {"name": "r", "items": [{"value": "1", "html": "<b>"}]})


def test_markup_that_is_marked_safe_is_kept() -> None:
    assert "<em>a</em>" in component("inset-text", {"html": SafeString("<em>a</em>")})


def test_an_attribute_cannot_break_out_of_its_quotes() -> None:
    shown = component("button", {"text": "A", "attributes": {"data-x": '" onclick="alert(1)'}})
    assert 'data-x="&#34; onclick=&#34;alert(1)"' in shown


def test_attributes_in_one_string_are_refused_because_nothing_would_escape_them() -> None:
    with pytest.raises(TypeError, match="Give attributes as a mapping"):
        component("button", {"text": "A", "attributes": "onclick=alert(1)"})


def test_lazy_text_is_text_and_none_is_nothing() -> None:
    assert "Continue" in component("button", {"text": lazystr("Continue")})
    assert component("tag", {"text": "A", "classes": None}) == component("tag", {"text": "A"})


def test_what_was_shown_before_is_not_taken_for_what_looks_alike() -> None:
    assert "<b>" in component("button", {"html": SafeString("<b>Go</b>")})
    assert "<b>" not in component("button", {"html": "<b>Go</b>"})
    assert "<b>" in component("button", {"html": SafeString("<b>Go</b>")})
    attributes = [component("button", {"text": "Go", "attributes": {"data-n": n}}) for n in (1, True, "1")]
    assert ['data-n="1"' in one for one in attributes] == [True, False, True]


def test_what_is_the_same_is_drawn_once_and_what_somebody_wrote_is_not_kept() -> None:
    def kept_more(value: str) -> int:
        before = components._drawn_once.cache_info().currsize
        for _ in range(2):
            component("textarea", {"id": "kept", "name": "t", "label": {"text": "Why?"}, "value": value})
        return components._drawn_once.cache_info().currsize - before

    components._drawn_once.cache_clear()
    assert (kept_more(""), kept_more("Quokka")) == (1, 0)
