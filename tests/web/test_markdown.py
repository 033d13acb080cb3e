"""The pack's Markdown as HTML."""

from deepdive.web.markdown import Rendering, render

TERMS = {"dpia": "data protection impact assessment"}


def html(text: str, *, top_heading: int = 2) -> str:
    return str(render(text, terms=TERMS, top_heading=top_heading).html)


def test_a_term_becomes_a_button_that_opens_its_meaning() -> None:
    assert html("Do a [[dpia]] first") == (
        '<p>Do a <button type="button" class="term" popovertarget="term-dpia">'
        "data protection impact assessment</button> first</p>\n"
    )


def test_a_term_can_be_shown_in_other_words() -> None:
    assert '">two of them</button>' in html("Do [[dpia|two of them]]")


def test_a_source_gets_the_number_of_its_first_appearance() -> None:
    rendering = render("One[^b], two[^a], one again[^b].", terms=TERMS)
    assert rendering.sources == ["b", "a"]
    assert (
        str(rendering.html).count('href="#source-b"><span class="nhsuk-u-visually-hidden">source </span>1<')
        == 2
    )


def test_texts_of_one_page_share_their_numbers() -> None:
    page = Rendering()
    render("One[^a]", terms=TERMS, into=page)
    render("Two[^b] and [[dpia]]", terms=TERMS, into=page)
    assert (page.sources, page.terms) == (["a", "b"], ["dpia"])
    assert "source </span>2<" in page.html
    assert "One" not in page.html


def test_headings_begin_where_the_page_needs_them() -> None:
    assert html("# Why\n\n## How", top_heading=3) == "<h3>Why</h3>\n<h4>How</h4>\n"


def test_html_and_script_addresses_do_not_get_through() -> None:
    shown = html("<script>alert(1)</script> [go](javascript:alert(1)) [[dpia|<b>]]")
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert 'href="javascript' not in shown


def test_pictures_come_from_where_the_page_says() -> None:
    rendering = render("![A map](pictures/map.svg)", terms=TERMS, picture_address=lambda path: f"/x/{path}")
    assert str(rendering.html) == '<p><img src="/x/pictures/map.svg" alt="A map" /></p>\n'


def test_a_table_has_the_look_of_the_design_system() -> None:
    assert html("| a |\n|---|\n| 1 |").startswith('<table class="nhsuk-table">')
