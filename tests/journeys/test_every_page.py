"""Every page, narrow and wide, for those who see it: axe finds nothing and nothing runs off the side."""

import re
import time
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from deepdive.curriculum.current import pack
from tests.cast import BEFORE_START, cohort_id, link_for, signed_in
from tests.exports.house import template_file
from tests.journeys import people, rooms
from tests.pictures import keep_picture
from tests.server import Server, Visitor

pytestmark = pytest.mark.journey

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# all that it finds wrong, and not each place where nothing is
AXE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
WIDTHS = (320, 1280)


# the menu measures itself in the frame after a change, and hears of its own change in the next
LAID_OUT = """() => new Promise(done => {
    const after = frames => frames ? requestAnimationFrame(() => after(frames - 1)) : done();
    after(3);
})"""


def check(page: Page, name: str) -> None:
    """Look at the page at both widths."""
    page.bring_to_front()  # a page in the background is not laid out anew
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(LAID_OUT)
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, f"{name} at {width}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls at {width}"
        keep_picture(page, f"{name}-{width}")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("home", "/"),
        ("request", "/request"),
        ("request-sent", "/request/sent"),
        ("sign-in", "/sign-in"),
        ("link-sent", "/sign-in/sent"),
        ("link-unknown", "/sign-in/no-such-link"),
        ("not-found", "/no-such-page"),
        ("accessibility", "/accessibility"),
        ("privacy", "/privacy"),
    ],
)
def test_public_pages(browser: Browser, server: Server, name: str, path: str) -> None:
    page = people.new_person(browser, server)
    page.goto(path)
    check(page, name)


def test_a_request_with_every_mistake(browser: Browser, server: Server) -> None:
    page = people.new_person(browser, server)
    page.goto("/request")
    page.get_by_label("Your work e-mail").fill("not an address")
    page.get_by_label("How many people will take part?").fill("13")
    page.get_by_label("Why do you want to do this, and why now?").fill("Mr Smith, 943 476 5919, waited")
    page.get_by_role("button", name="Send the request").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page.get_by_label("Your work e-mail")).to_have_value("not an address")
    check(page, "request-errors")


def test_a_request_that_may_point_to_somebody(browser: Browser, server: Server) -> None:
    page = people.new_person(browser, server)
    page.goto("/request")
    page.get_by_label("The problem you want to work on").fill("A man born 12/03/1962 waits")
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_label('Keep it in "The problem you want to work on", because')).to_be_visible()
    check(page, "request-asked")


def test_a_form_of_an_artefact_that_may_point_to_somebody(browser: Browser, server: Server) -> None:
    page = people.new_person(browser, server)
    # without what makes the page live, it is a form
    page.route("**/web/room*.js", lambda route: route.abort())
    cohort_page("attendee")(page, server)
    people.follow(page.get_by_role("link", name="People in this"))
    page.locator("textarea[name*=new-1]").first.fill("Mrs Patel, 4 Elm Road, LS1 4AB")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("input[name$='--because']")).to_be_visible()
    check(page, "artefact-asked")


def sign_in_page(page: Page, server: Server) -> None:
    page.goto(server.links["Larkfield", "attendee"])


def decide_page(page: Page, server: Server) -> None:
    people.sign_in(page, server.links["Westmarch", "organiser"])
    people.follow(page.get_by_role("link", name="Fernbrook Community Care"))


def decide_errors(page: Page, server: Server) -> None:
    decide_page(page, server)
    page.get_by_label("Day").fill("1")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2020")
    page.get_by_label("Google Meet join link").fill("https://example.org/call")
    page.get_by_role("button", name="Accept and make the cohort").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def cohort_page(role: str, cohort: str = "Larkfield") -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        people.sign_in(page, server.links[cohort, role])
        people.follow(page.get_by_role("link", name=re.compile(cohort)))

    return go


def people_page(page: Page, server: Server) -> None:
    cohort_page("organiser")(page, server)
    people.follow(page.get_by_role("link", name="Invite people or free a seat"))


def people_errors(page: Page, server: Server) -> None:
    people_page(page, server)
    people.invite(page, "Only a name\nA Name, not-an-address, Nurse")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def artefact_page(role: str) -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        cohort_page(role)(page, server)
        people.follow(page.get_by_role("link", name="Press release from the future"))
        expect(page.get_by_label("Summary", exact=True)).not_to_be_empty()

    return go


def course_page(role: str, path: str) -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        people.sign_in(page, server.links["Larkfield", role])
        page.goto(path)

    return go


def first_case(page: Page, server: Server) -> None:
    course_page("attendee", "/cases?words=bed")(page, server)
    people.follow(page.get_by_role("heading", level=2).get_by_role("link").first)


def artefact_with_rows(page: Page, server: Server) -> None:
    cohort_page("attendee")(page, server)
    people.follow(page.get_by_role("link", name="People in this"))
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="Add a row").first.click()


def board_page(role: str, board: str = "Which problems do we have?") -> Callable[[Page, Server], None]:
    """The board, for those who write with the buttons of every fifth note opened."""

    def go(page: Page, server: Server) -> None:
        cohort_page(role)(page, server)
        people.follow(page.get_by_role("link", name=board))
        if role != "reviewer":
            expect(page.get_by_text("Saved", exact=True)).to_be_visible()
        for summary in page.locator("summary", has_text=re.compile("^Move or remove")).all()[::5]:
            summary.click()

    return go


def board_with_removed_note(page: Page, server: Server) -> None:
    board_page("attendee", "The three hardest questions")(page, server)
    page.get_by_role("button", name="Remove", exact=True).first.click()
    expect(page.get_by_role("button", name="Put the note back")).to_be_visible()
    page.get_by_label("What the note says").first.fill("Too long. " * 60)
    expect(page.get_by_text("This is 100 letters too long. Make it shorter.")).to_be_visible()


def board_refused(page: Page, server: Server) -> None:
    board_page("facilitator", "Choose one problem")(page, server)
    # as it would come from a browser without JavaScript
    page.evaluate(
        """() => {
          const form = document.querySelector("live-board form");
          const box = Object.assign(document.createElement("textarea"), {value: "Ask 943 476 5919"});
          box.name = "pile__unsorted__new";
          form.append(box);
          HTMLFormElement.prototype.submit.call(form);
        }"""
    )
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def board_in_room(role: str) -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        lead = signed_in(server, "facilitator", cohort=BEFORE_START)
        path = rooms.start_block(lead, rooms.block_that_opens("hard-questions"))
        people.sign_in(page, server.links[BEFORE_START, role])
        page.goto(path)
        expect(page.get_by_role("heading", name="My question")).to_be_visible()

    return go


def comments_page(role: str, show: str) -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        cohort_page(role)(page, server)
        people.follow(page.get_by_role("link", name="Comments"))
        people.follow(page.get_by_role("link", name=show))

    return go


def field_comments(artefact: str, link: str) -> Callable[[Page, Server], None]:
    """The comments that the link beside a field leads to, with everything opened."""

    def go(page: Page, server: Server) -> None:
        cohort_page("attendee")(page, server)
        people.follow(page.get_by_role("link", name=artefact))
        people.follow(page.get_by_role("link", name=link))
        for summary in page.locator("summary").all():
            summary.click()

    return go


def comment_page(role: str, name: str) -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        comments_page(role, "Open")(page, server)
        people.follow(page.get_by_role("link", name=name))

    return go


def comment_warned(page: Page, server: Server) -> None:
    field_comments("Press release from the future", "on What people still do")(page, server)
    page.get_by_label("Your comment").fill("Ring 943 476 5919")
    address = page.url
    page.get_by_role("button", name="Add the comment").click()
    expect(page.get_by_role("status").filter(has_text="This looks like an NHS number.")).to_be_visible()
    expect(page.get_by_label("Your comment")).to_be_focused()
    assert page.url == address


def comment_refused(page: Page, server: Server) -> None:
    # as it would come from a browser without JavaScript
    page.route("**/web/comments*.js", lambda route: route.abort())
    field_comments("Press release from the future", "on What people still do")(page, server)
    page.get_by_label("Your comment").fill("Ring 943 476 5919")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def answer_refused(page: Page, server: Server) -> None:
    comment_page("reviewer", "People in this")(page, server)
    page.get_by_role("button", name="Add the answer").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def resolved_comment(page: Page, server: Server) -> None:
    comments_page("sponsor", "Resolved")(page, server)
    people.follow(page.get_by_role("link", name="Options side by side"))


def change_comment(page: Page, server: Server) -> None:
    comment_page("reviewer", "People in this")(page, server)
    people.follow(page.get_by_role("link", name="Change or remove"))


def history_page(role: str, query: str = "") -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        cohort_page(role)(page, server)
        people.follow(page.get_by_role("link", name="History", exact=True))
        expect(page.get_by_role("heading", name="History", level=1)).to_be_visible()
        if query:
            page.goto(page.url + query)

    return go


def then_and_now(page: Page, server: Server) -> None:
    """The people of the problem before somebody changed them."""
    page.route("**/web/room*.js", lambda route: route.abort())
    cohort_page("attendee")(page, server)
    people.follow(page.get_by_role("link", name="People in this"))
    page.locator("textarea[name^=missing]").fill(
        f"Night staff {time.time()}, and the porter who moves the beds"
    )
    page.locator("textarea[name*=new-1]").first.fill("The night porter")
    page.get_by_role("button", name="Save").click()
    people.follow(page.get_by_role("link", name="History of this document"))
    people.follow(page.locator(".moments a").first)
    people.follow(page.get_by_role("link", name="One change earlier"))
    expect(page.get_by_role("button", name="Put this document back")).to_be_visible()


def everything_then(page: Page, server: Server) -> None:
    then_and_now(page, server)
    people.follow(page.get_by_role("link", name="See everything as it was then"))
    expect(page.get_by_role("button", name="Put everything back")).to_be_visible()


def put_back_question(page: Page, server: Server) -> None:
    then_and_now(page, server)
    page.get_by_role("button", name="Put this document back").click()
    expect(page.get_by_role("button", name="Put it back")).to_be_visible()


def put_back_done(page: Page, server: Server) -> None:
    put_back_question(page, server)
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("link", name="Take this back")).to_be_visible()


def set_aside_refused(page: Page, server: Server) -> None:
    cohort_link("attendee", "What does not fit together")(page, server)
    people.follow(page.get_by_role("link", name="Set this aside").first)
    page.get_by_role("button", name="Set it aside").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def links_of_a_need(page: Page, server: Server) -> None:
    cohort_page("attendee")(page, server)
    people.follow(page.get_by_role("link", name="What people need"))
    people.follow(page.get_by_role("link", name=re.compile("^(Link this row|Change the links)")).first)
    expect(page.get_by_role("button", name="Save the links")).to_be_visible()


def plan_page(page: Page, server: Server) -> None:
    cohort_page("reviewer")(page, server)
    people.follow(page.get_by_role("button", name="See the plan"))


def plan_import_refused(page: Page, server: Server) -> None:
    cohort_page("organiser")(page, server)
    people.follow(page.get_by_role("button", name="See the plan"))
    page.get_by_text("Other formats", exact=True).click()
    people.follow(page.get_by_role("link", name="Read in a plan from such a file"))
    page.get_by_label("The plan as a JSON file").set_input_files(
        {"name": "plan.json", "mimeType": "application/json", "buffer": b"PK"}
    )
    page.get_by_role("button", name="Read it in").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def house_template_waiting(page: Page, server: Server) -> None:
    cohort_page("organiser")(page, server)
    people.follow(page.get_by_role("button", name="See the plan"))
    page.get_by_text("Other formats", exact=True).click()
    people.follow(page.get_by_role("link", name="Give the Word documents your organisation’s look"))
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.get_by_label("A Word document with your styles").set_input_files(
        {"name": "house.docx", "mimeType": word, "buffer": template_file()}
    )
    page.get_by_role("button", name="Check the template").click()
    expect(page.get_by_role("button", name="Use this template")).to_be_visible()


def tool_page(path: str) -> Callable[[Page, Server], None]:
    """A page of the cohort's tools, at its path below the cohort's own."""

    def go(page: Page, server: Server) -> None:
        cohort_page("attendee")(page, server)
        page.goto(page.url + path)

    return go


def plan_link(link: str) -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        plan_page(page, server)
        people.follow(page.get_by_role("link", name=link, exact=True))

    return go


def versions_page(role: str, *links: str) -> Callable[[Page, Server], None]:
    """The versions of the plan, and where the links lead from there, one after the other."""

    def go(page: Page, server: Server) -> None:
        cohort_page(role)(page, server)
        people.follow(page.get_by_role("button", name="See the plan"))
        people.follow(page.get_by_role("link", name="Versions, review and signatures"))
        for link in links:
            here = page.get_by_role("link", name=link).or_(page.get_by_role("button", name=link))
            people.follow(here.first)

    return go


def version_not_reviewed(page: Page, server: Server) -> None:
    versions_page("reviewer", "Version 2", "Review section by section")(page, server)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def version_not_signed(page: Page, server: Server) -> None:
    versions_page("reviewer", "Version 2", "Sign or decline")(page, server)
    page.get_by_role("button", name="Sign this version").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def follow_up_page(page: Page, server: Server) -> None:
    """With an action in the plan, and something said about it after 30 days."""
    visitor = signed_in(server, "attendee")
    plan = f"/cohorts/{cohort_id(visitor)}/after"
    page.route("**/web/room*.js", lambda route: route.abort())
    cohort_page("attendee")(page, server)
    people.follow(page.get_by_role("link", name="Our first 90 days"))
    page.locator("textarea[name^=actions__new-1__action]").fill("Ask ten families in the evening")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{plan}/30")
    page.get_by_label("How it stands").first.select_option("started")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{plan}/90")
    expect(page.get_by_text("After 30 days: started")).to_be_visible()


def choice_mistake(page: Page, server: Server) -> None:
    tool_page("/choice/weights")(page, server)
    page.get_by_role("button", name="Keep my numbers").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def choice_results(page: Page, server: Server) -> None:
    """Three ways are written down, three people have given numbers, and there are figures for one way."""
    write_ways(page, server)
    for name, number in (("elwyn.bassey", "30"), ("katarzyna.dunmore", "60"), ("tendai.ashworth", "90")):
        person = Visitor(server).sign_in(link_for(server, f"{name}@larkfield.example"))
        choice = f"/cohorts/{cohort_id(person)}/choice"
        options = re.findall(rf"{choice}/([\w-]+)/scores", person.get(choice)[1])
        points = re.findall(
            r'<input class="nhsuk-input[^>]* name="([\w-]+)"', person.get(f"{choice}/weights")[1]
        )
        person.post(f"{choice}/weights", **(dict.fromkeys(points, number) | {points[0]: "100"}))
        for place, option in enumerate(options):
            person.post(f"{choice}/{option}/scores", **dict.fromkeys(points, str(20 * place + 10)))
    figures = {"what": "Licence", "low": "10000", "likely": "20000", "high": "50000", "source": "An offer"}
    for kind in ("once", "benefit"):
        person.post(f"{choice}/{options[-1]}/money", kind=kind, **figures)
    delay = {"delay_low": "3", "delay_likely": "6", "delay_high": "12"}
    person.post(f"{choice}/{options[-1]}/outlook", **delay, fails="30%", stop="12", source="Tools tried here")
    people.sign_in(page, link_for(server, "elwyn.bassey@larkfield.example"))
    page.goto(f"{choice}/results")
    expect(page.get_by_text("leads")).not_to_have_count(0)
    for picture in ("eight in ten futures", "comes first in", "counts for"):
        expect(page.get_by_text(picture)).not_to_have_count(0)


def write_ways(page: Page, server: Server) -> None:
    page.route("**/web/room*.js", lambda route: route.abort())
    cohort_page("attendee")(page, server)
    people.follow(page.get_by_role("link", name="Build, buy, partner or wait", exact=True))
    for option, way in (("As today", "do nothing"), ("Reading time", "fix without AI"), ("A tool", "buy")):
        page.locator("[name^=options__new-1__option]").fill(option)
        page.locator("[name^=options__new-1__way]").select_option(way)
        people.follow(page.get_by_role("button", name="Save", exact=True))


def room(role: str, session: int) -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        cohort_page(role)(page, server)
        people.follow(page.get_by_role("link", name=f"Room of workshop {session}"))

    return go


def cohort_link(role: str, link: str) -> Callable[[Page, Server], None]:
    def go(page: Page, server: Server) -> None:
        cohort_page(role)(page, server)
        people.follow(page.get_by_role("link", name=link, exact=True))

    return go


def attendance_page(page: Page, server: Server) -> None:
    room("facilitator", 1)(page, server)
    people.follow(page.get_by_role("link", name="Who was there, and for how long"))


def running_room(role: str) -> Callable[[Page, Server], None]:
    """A room in which the second block runs."""

    def go(page: Page, server: Server) -> None:
        rooms.start_block(signed_in(server, "facilitator"), 1, workshop=4)
        room(role, 4)(page, server)

    return go


def extend_mistake(page: Page, server: Server) -> None:
    running_room("facilitator")(page, server)
    page.get_by_label("Extra minutes").fill("lots")
    page.get_by_role("button", name="Extend this block").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


@pytest.mark.parametrize(
    ("name", "go"),
    [
        ("sign-in-link", sign_in_page),
        ("work", lambda page, server: people.sign_in(page, server.links["Westmarch", "organiser"])),
        ("decide", decide_page),
        ("decide-errors", decide_errors),
        ("cohort", cohort_page("attendee")),
        ("cohort-organiser", cohort_page("organiser")),
        ("people", people_page),
        ("people-errors", people_errors),
        ("artefact", artefact_page("attendee")),
        ("artefact-read-only", artefact_page("reviewer")),
        ("artefact-rows", artefact_with_rows),
        ("links", links_of_a_need),
        ("ready", cohort_link("attendee", "Are we ready for it?")),
        ("contradictions", cohort_link("attendee", "What does not fit together")),
        ("set-aside", set_aside_refused),
        ("trace", cohort_link("reviewer", "From need to action")),
        ("board", board_page("attendee")),
        ("board-read-only", board_page("reviewer")),
        ("board-anonymous", board_page("attendee", "One useful thing, one open question")),
        ("board-note-removed", board_with_removed_note),
        ("board-refused", board_refused),
        ("board-in-room", board_in_room("attendee")),
        ("board-in-room-facilitator", board_in_room("facilitator")),
        ("board-in-room-sponsor", board_in_room("sponsor")),
        ("comments", comments_page("attendee", "Open")),
        ("comments-none", comments_page("organiser", "Assigned to me")),
        ("comments-on-field", field_comments("Press release from the future", "on What people still do")),
        ("comments-on-row-gone", field_comments("Our three options", "on Options A, B and C")),
        ("comments-resolved", field_comments("Options side by side", "on Scores")),
        ("comment-reviewer", comment_page("reviewer", "People in this")),
        ("comment-other", comment_page("organiser", "Press release")),
        ("comment-resolved", resolved_comment),
        ("comment-warned", comment_warned),
        ("comment-refused", comment_refused),
        ("answer-refused", answer_refused),
        ("change-comment", change_comment),
        ("history", history_page("reviewer")),
        ("history-nothing", history_page("reviewer", "?part=press-release&person=999999")),
        ("history-then", then_and_now),
        ("history-everything", everything_then),
        ("put-back", put_back_question),
        ("put-back-done", put_back_done),
        ("plan", plan_page),
        ("plan-draft", plan_link("Model card")),
        ("plan-annex", plan_link("annex")),
        ("plan-import", plan_import_refused),
        ("house-template", house_template_waiting),
        ("advice", tool_page("/advice")),
        ("advice-group", tool_page("/advice/groups/information")),
        ("advice-question", tool_page("/advice/questions/uses-ai")),
        ("sample-sizes", tool_page("/sample-size")),
        (
            "sample-size",
            tool_page(
                "/sample-size/binary?parameters=24&prevalence=17.4%25&r2_cox_snell=0.288&rows_a_month=20"
            ),
        ),
        ("sample-size-mistake", tool_page("/sample-size/continuous?parameters=x&r2=0.2&mean=0&margin=no")),
        ("claim", tool_page("/claim?sensitivity=90%25&specificity=90%25&prevalence=5%25")),
        ("claim-counts", tool_page("/claim/counts?found=42&missed=18&false_alarms=32&left_alone=908")),
        ("versions", versions_page("organiser")),
        ("version", versions_page("reviewer", "Version 2")),
        ("version-signers", versions_page("organiser", "Change who signs")),
        ("version-compared", versions_page("sponsor", "Version 2", "Compare it with version 1")),
        ("version-to-answer", versions_page("facilitator", "Version 2", "Answer")),
        ("version-review-error", version_not_reviewed),
        ("version-sign-error", version_not_signed),
        ("follow-up", follow_up_page),
        ("choice", tool_page("/choice")),
        ("choice-weights", choice_mistake),
        ("choice-results-none", tool_page("/choice/results")),
        ("choice-results", choice_results),
        ("workshop", course_page("facilitator", "/workshops/2")),
        ("reading", course_page("attendee", "/workshops/2/reading")),
        ("catch-up", course_page("attendee", "/workshops/4/catch-up")),
        ("guide", course_page("facilitator", "/workshops/2/guide")),
        ("slides", course_page("facilitator", "/workshops/4/slides")),
        ("cases", course_page("attendee", "/cases?setting=social-care")),
        ("no-cases", course_page("attendee", "/cases?words=nosuchword")),
        ("case", first_case),
        ("glossary", course_page("attendee", "/glossary")),
        ("examples", course_page("attendee", "/examples")),
        ("example", course_page("attendee", "/examples/stakeholder-map")),
        ("partners", course_page("attendee", "/partners")),
        ("before", cohort_link("attendee", "what to do before workshop 5")),
        ("before-organiser", cohort_link("organiser", "what to do before workshop 5")),
        ("summary", cohort_link("attendee", "summary of workshop 2")),
        ("attendance", attendance_page),
        ("move", cohort_link("organiser", "change time or length of workshop 5")),
        ("room-planned", room("attendee", 5)),
        ("room-closed", room("attendee", 1)),
        ("room-facilitator", running_room("facilitator")),
        ("room-attendee", running_room("attendee")),
        ("room-extend-error", extend_mistake),
    ],
)
def test_pages_behind_sign_in(
    browser: Browser, server: Server, name: str, go: Callable[[Page, Server], None]
) -> None:
    page = people.new_person(browser, server)
    go(page, server)
    check(page, name)


@pytest.mark.parametrize("form", ["live", "plain"])
def test_every_artefact_has_a_page_with_nothing_to_find(browser: Browser, server: Server, form: str) -> None:
    """Picture and list together, in one browser, live and as the plain form that is there without
    JavaScript: axe once, wide, and nothing runs off the side where it is narrow."""
    page = people.new_person(browser, server)
    if form == "plain":
        page.route("**/web/room*.js", lambda route: route.abort())
    cohort_page("attendee")(page, server)
    workbook = page.url.rstrip("/").rpartition("/")[2]
    for artefact in pack().artefacts.values():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"/workbooks/{workbook}/artefacts/{artefact.id}")
        expect(page.get_by_role("heading", level=1)).to_have_text(artefact.title)
        expect(page.get_by_role("img", name="At a glance")).to_have_count(1 if artefact.picture else 0)
        if form == "live":
            expect(page.get_by_text("Saved", exact=True)).to_be_visible()
        else:
            expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, f"{artefact.id}: {found.generate_report()}"
        page.set_viewport_size({"width": 320, "height": 900})
        # boxes are measured anew once the page knows that it is narrow
        expect(page.locator("html")).to_have_js_property("scrollWidth", 320)


def test_a_person_of_another_cohort_is_told_so(browser: Browser, server: Server) -> None:
    insider = people.new_person(browser, server)
    cohort_page("attendee", "Westmarch")(insider, server)
    outsider = people.new_person(browser, server)
    people.sign_in(outsider, server.links["Larkfield", "attendee"])
    outsider.goto(insider.url)
    expect(outsider.get_by_text("We cannot find this cohort among yours.")).to_be_visible()
    check(outsider, "outsider")
