"""The template tags for components."""

from django.template import Context, Template

from tests.web.markup import squeezed


def rendered(source: str, **values: object) -> str:
    return squeezed(Template("{% load nhs %}" + source).render(Context(values)))


def test_nhs_passes_parameters() -> None:
    assert rendered('{% nhs "tag" text=word colour="green" %}', word="Ready") == (
        '<strong class="nhsuk-tag nhsuk-tag--green">Ready</strong>'
    )


def test_nhs_escapes_what_people_wrote() -> None:
    assert "<i>" not in rendered('{% nhs "inset-text" html=word %}', word="<i>")


def test_two_underscores_step_into_a_parameter() -> None:
    shown = rendered('{% nhs "button" text="A" attributes__aria_controls="notes" attributes__form="f" %}')
    assert 'aria-controls="notes" form="f"' in shown
    assert '<a class="nhsuk-card__link" href="/x">A</a>' in rendered(
        '{% nhs "card" heading__text="A" heading__href="/x" href="/x" %}'
    )


def test_a_list_from_the_context_is_passed_on() -> None:
    rows = [{"key": {"text": "Name"}, "value": {"text": "A & B"}}]
    assert '<dd class="nhsuk-summary-list__value">A &amp; B</dd>' in rendered(
        '{% nhs "summary-list" rows=rows %}', rows=rows
    )


def test_a_block_wraps_markup_and_escapes_what_is_inside_it() -> None:
    shown = rendered(
        '{% nhsblock "details" summaryText="Why?" %}<p>{{ word }}</p>{% endnhsblock %}', word="<b>"
    )
    assert '<div class="nhsuk-details__text"><p>&lt;b&gt;</p></div>' in shown


def test_a_block_can_say_where_its_markup_goes() -> None:
    shown = rendered('{% nhsblock "card" heading="A" into="descriptionHtml" %}<p>Inside</p>{% endnhsblock %}')
    assert "<p>Inside</p>" in shown
