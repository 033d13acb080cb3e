"""The main job, end to end, by the people who do it."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import people
from tests.patience import PATIENCE_SECONDS
from tests.server import Server

pytestmark = pytest.mark.journey

ORGANISATION = "Thistledown Community Trust"
ANN, BEN = "ann.okoro@thistledown.example", "ben.tait@thistledown.example"


def test_from_a_request_to_a_plan_that_other_programs_open(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    requester = people.new_person(browser, server)
    people.ask_for_series(requester, organisation=ORGANISATION, email="hester.quill@thistledown.example")
    copy = server.letters(to="hester.quill@thistledown.example")[-1]
    assert "One in twelve clinic slots goes unused" in body(copy)

    organiser = people.sign_in(people.new_person(browser, server), server.links["Westmarch", "organiser"])
    people.accept(organiser, organisation=ORGANISATION)
    people.invite(organiser, f"Ann Okoro, {ANN}, Physiotherapist\nBen Tait, {BEN}, Clinic clerk")
    expect(organiser.get_by_text("Invited 2 people.")).to_be_visible()
    assert calendar_files(server, to=ANN) == [f"workshop-{n}.ics" for n in range(1, 6)]

    ann = people.sign_in(people.new_person(browser, server), server.sign_in_link(to=ANN))
    ben = people.sign_in(people.new_person(browser, server), server.sign_in_link(to=BEN))
    for page in (ann, ben):
        page.get_by_role("link", name=ORGANISATION).click()
        page.get_by_role("link", name="Room of workshop 3").click()
        expect(page.get_by_text("The room is not open yet.")).to_be_visible()

    # the organiser named themselves as facilitator
    organiser.goto("/work")
    organiser.get_by_role("link", name=ORGANISATION).click()
    organiser.get_by_role("link", name="Room of workshop 3").click()
    organiser.get_by_role("button", name="Open the room").click()
    organiser.get_by_role("button", name="Open it now").click()  # the session is planned for another day
    for page in (ann, ben):
        expect(page.get_by_text("The room is open.")).to_be_visible()

    start_blocks_until(organiser, opens="press-release")
    organiser.get_by_label("Extra minutes").fill("3")
    organiser.get_by_role("button", name="Extend this block").click()
    for page in (ann, ben):
        expect(page.get_by_role("heading", name="Press release from the future")).to_be_visible()
        expect(page.get_by_role("timer")).to_contain_text("left")

    both_type_at_the_same_time(ann, ben)

    ann.goto(re.sub(r"/sessions/.*", "/work", ann.url))
    ann.get_by_role("link", name=ORGANISATION).click()
    ann.get_by_role("button", name="See the plan").click()
    expect(ann.get_by_role("heading", name="Our AI project plan")).to_be_visible()
    expect(ann.get_by_role("heading", name="Open questions")).to_be_visible()
    check_files(ann, tmp_path)


def start_blocks_until(facilitator: Page, *, opens: str) -> None:
    """Start block after block until one opens that."""
    for _ in range(20):
        if facilitator.locator(f"#room-open[data-opens='{opens}']").count():
            return
        facilitator.get_by_role("button", name="Start the next block").click()
        facilitator.wait_for_load_state()
    raise AssertionError(f"no block opens {opens}")


def both_type_at_the_same_time(ann: Page, ben: Page) -> None:
    """Key by key, without waiting for each other, in one box; then each sees all that both typed."""
    boxes = [page.get_by_label("Summary", exact=True) for page in (ann, ben)]
    for page, box in zip((ann, ben), boxes, strict=True):
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()
        box.focus()
    expect(ben.get_by_text("Writing: Ann Okoro")).to_be_visible()
    hers, his = "Families hear the same day. ", "CLINIC SLOTS ARE FILLED AGAIN. "
    for her_key, his_key in zip(hers.ljust(len(his)), his, strict=True):
        ann.keyboard.type(her_key)
        ben.keyboard.type(his_key)
    for page in (ann, ben):
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    ben_sees = boxes[1].input_value()
    expect(boxes[0]).to_have_value(ben_sees)
    assert Counter(ben_sees) == Counter(hers.ljust(len(his)) + his)
    ann.reload()
    expect(boxes[0]).to_have_value(ben_sees)
    # a title of its own makes the text easy to find in the files
    ann.get_by_label("Headline", exact=True).fill("Empty clinic slots are offered again the same day")
    expect(ben.get_by_label("Headline", exact=True)).to_have_value(
        "Empty clinic slots are offered again the same day"
    )
    expect(ann.get_by_text("Saved", exact=True)).to_be_visible()


def check_files(page: Page, folder: Path) -> None:
    """Download both files, open them with other programs, and look for what was written."""
    files = {}
    for name in ("Word document", "PDF"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        files[name] = folder / download.value.suggested_filename
        download.value.save_as(files[name])
    assert sorted(file.name for file in files.values()) == [
        "thistledown-community-trust-ai-project-plan.docx",
        "thistledown-community-trust-ai-project-plan.pdf",
    ]
    converted = folder / "from-word"
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", converted, files["Word document"])
    from_word = next(converted.glob("*.pdf"))
    for pdf in (files["PDF"], from_word):
        text = run("pdftotext", "-layout", pdf, "-")
        assert "Empty clinic slots are offered again the same day" in text
        assert "Our AI project plan" in text
        run("pdftoppm", "-png", "-r", "50", pdf, folder / f"{pdf.parent.name}-page")
    assert len(list(folder.glob("from-word-page*.png"))) >= 3


def run(*command: str | Path) -> str:
    """What a program prints; an error is a failed test."""
    return subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True, timeout=PATIENCE_SECONDS
    ).stdout


def body(letter: object) -> str:
    """The letter's text."""
    return str(letter.get_body(("plain",)).get_content())  # type: ignore[attr-defined]


def calendar_files(server: Server, *, to: str) -> list[str | None]:
    """The names of the files with the newest letter."""
    return [part.get_filename() for part in server.letters(to=to)[-1].iter_attachments()]
