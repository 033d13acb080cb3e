"""The pages of a workbook's history, and what they put back."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from pycrdt import Doc, Text

from deepdive.curriculum.current import pack
from deepdive.workbook.actions import put_back
from deepdive.workbook.comparison import compare
from deepdive.workbook.document import (
    BoardEdits,
    KeptRow,
    RowEdits,
    YDoc,
    change_board,
    heading_row,
    note_row,
    notes_name,
    read,
    read_board,
    rows_of,
)
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.parts import address_then
from tests.factories import Cast, Page, add_cast
from tests.web.markup import squeezed
from tests.workbook.past import add_entry, enter, now

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])
STATEMENT = "problem-statement"
RELEASE = "press-release"
MAP = "stakeholder-map"


@pytest.fixture
def cast() -> Cast:
    made = add_cast()
    JournalEntry.objects.all().delete()
    return made


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return squeezed(html.unescape(answer.content.decode()))


def history(client: Client, cast: Cast, query: str = "") -> str:
    return page(client, reverse("workbook:history", args=[cast.cohort.pk]) + query)


def moments_on(text: str) -> list[str]:
    """Each moment as one line: time, part and people."""
    items = re.findall(r"<li>(<a href=\"[^\"]*/history/.*?)</li>", text)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", item)).strip() for item in items]


def text_now(cast: Cast, artefact: str, field: str) -> str:
    return str(read(now(cast.cohort.pk), artefact, pack().artefacts[artefact].field(field)))


def send(client: Client, cast: Cast, entry: int, part: str = "") -> Page:
    return client.post(address_then("workbook:put-back", cast.cohort.pk, entry, part), follow=True)


def test_the_newest_moment_is_first_and_says_who_wrote(client: Client, cast: Cast) -> None:
    book = cast.cohort.pk
    enter(book, STATEMENT, {"who": "Families"}, by=cast.attendee, minutes=0)
    enter(book, STATEMENT, {"who": "Families who ring"}, by=cast.facilitator, minutes=0.5)
    enter(book, STATEMENT, {"cause": "The ward"}, by=None, minutes=0.6)
    enter(book, STATEMENT, {"who": "Families who ring us"}, by=cast.facilitator, minutes=4)
    enter(book, RELEASE, {"headline": "Home by noon"}, by=cast.attendee, minutes=20)
    client.force_login(cast.reviewer)
    assert moments_on(history(client, cast)) == [
        "10:20 : Press release from the future Atul Tandon",
        "10:00 to 10:04 : Problem statement Atul Tandon, Gwen Facey and somebody",
    ]


def test_one_artefact_or_one_person_can_be_chosen(client: Client, cast: Cast) -> None:
    book = cast.cohort.pk
    enter(book, STATEMENT, {"who": "Families"}, by=cast.attendee)
    enter(book, RELEASE, {"headline": "Home by noon"}, by=cast.facilitator, minutes=1)
    client.force_login(cast.attendee)
    assert moments_on(history(client, cast, f"?part={STATEMENT}")) == [
        "10:00 : Problem statement Atul Tandon"
    ]
    assert moments_on(history(client, cast, f"?person={cast.facilitator.pk}")) == [
        "10:01 : Press release from the future Gwen Facey"
    ]
    nothing = history(client, cast, f"?part={STATEMENT}&person={cast.facilitator.pk}")
    assert "Nothing was written there by that person." in nothing
    assert len(moments_on(history(client, cast, "?part=no-such-part&person=x&page=99"))) == 2


def test_fifty_moments_are_on_a_page(client: Client, cast: Cast) -> None:
    for number in range(51):
        enter(cast.cohort.pk, STATEMENT, {"who": f"Family {number}"}, by=cast.attendee, minutes=6 * number)
    client.force_login(cast.attendee)
    first = history(client, cast)
    assert len(moments_on(first)) == 50
    assert "Page 1 of 2" in first
    assert moments_on(history(client, cast, "?page=2")) == ["10:00 : Problem statement Atul Tandon"]


def test_a_workbook_without_entries_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    assert "Nothing has been written yet." in history(client, cast)


def test_who_wrote_on_an_anonymous_board_is_not_said(client: Client, cast: Cast) -> None:
    board = next(one.id for one in pack().activities.values() if one.is_anonymous)
    edits = BoardEdits(notes=RowEdits((note_row("n1", text="Too fast for me"),)))
    update = change_board(Doc(), board, edits)
    assert update is not None
    entry = add_entry(cast.cohort.pk, update, {notes_name(board)}, by=cast.attendee)
    client.force_login(cast.facilitator)
    text = history(client, cast)
    assert moments_on(text) == [f"10:00 : {pack().activities[board].title} Somebody"]
    assert cast.attendee.name not in text
    then = page(client, address_then("workbook:moment", cast.cohort.pk, entry, f"board:{board}"))
    assert "Too fast for me" in then
    assert cast.attendee.name not in then
    assert cast.attendee.name not in page(client, address_then("workbook:moment", cast.cohort.pk, entry))


def test_then_and_now_stand_side_by_side_with_words_that_say_the_difference(
    client: Client, cast: Cast
) -> None:
    book = cast.cohort.pk
    entry = enter(book, STATEMENT, {"who": "Families ring", "cause": "The ward"}, by=cast.attendee)
    enter(book, STATEMENT, {"who": "Families wait"}, by=cast.facilitator, minutes=10)
    client.force_login(cast.reviewer)
    text = page(client, address_then("workbook:moment", book, entry, STATEMENT))
    hidden = '<span class="nhsuk-u-visually-hidden">'
    assert f"Families<del>{hidden}[removed since:</span>ring{hidden}]</span></del></p>" in text
    assert f"Families<ins>{hidden}[added since:</span>wait{hidden}]</span></ins></p>" in text
    assert "The last change until then was by Atul Tandon." in text
    assert "Put this" not in text  # a reviewer may only look


def test_every_single_change_can_be_gone_to(client: Client, cast: Cast) -> None:
    book = cast.cohort.pk
    first = enter(book, STATEMENT, {"who": "One"})
    enter(book, RELEASE, {"headline": "Elsewhere"})
    second = enter(book, STATEMENT, {"who": "Two"})
    client.force_login(cast.reviewer)
    at_first = page(client, address_then("workbook:moment", book, first, STATEMENT))
    later = address_then("workbook:moment", book, second, STATEMENT)
    assert f'<a href="{later}">One change later</a>' in at_first
    assert "One change earlier" not in at_first
    earlier = address_then("workbook:moment", book, first, STATEMENT)
    assert f'<a href="{earlier}">One change earlier</a>' in page(client, later)


def test_rows_are_shown_by_what_became_of_them(client: Client, cast: Cast) -> None:
    book, field = cast.cohort.pk, pack().artefacts[MAP].field("people")
    column = field.columns[0].id
    ward, clerk, porter = (
        KeptRow(one, {column: text}) for one, text in (("r1", "Ward"), ("r2", "Clerk"), ("r3", "Porter"))
    )
    entry = enter(book, MAP, {"people": RowEdits((ward, clerk))})
    enter(book, MAP, {"people": RowEdits((KeptRow("r1", {column: "Wards"}), porter), frozenset({"r2"}))})
    client.force_login(cast.attendee)
    text = page(client, address_then("workbook:moment", book, entry, MAP))
    assert "<strong>Row 1</strong>: changed" in text
    assert "<strong>Row 2</strong>: removed since" in text
    assert "<strong>Row 3</strong>: added since" in text
    send(client, cast, entry, f"{MAP}/people")
    rows = rows_of(now(book), MAP, field)
    assert [(row.id, row.cells[column]) for row in rows] == [("r1", "Ward"), ("r2", "Clerk")]


def test_a_field_is_put_back_alone_after_a_question_and_can_be_taken_back(client: Client, cast: Cast) -> None:
    book = cast.cohort.pk
    entry = enter(book, STATEMENT, {"who": "Families", "cause": "Ward"}, by=cast.attendee)
    enter(book, STATEMENT, {"who": "Nurses", "cause": "Clinic"}, by=cast.attendee, minutes=10)
    client.force_login(cast.attendee)
    question = page(client, address_then("workbook:put-back", book, entry, f"{STATEMENT}/who"))
    assert "This will change, for everybody." in question
    assert "[will be added:</span>Families" in question
    assert "Clinic" not in question
    assert text_now(cast, STATEMENT, "who") == "Nurses"

    done = send(client, cast, entry, f"{STATEMENT}/who")
    assert (text_now(cast, STATEMENT, "who"), text_now(cast, STATEMENT, "cause")) == ("Families", "Clinic")
    newest = JournalEntry.objects.latest("pk")
    assert (newest.author_id, newest.touched) == (cast.attendee.pk, f"{STATEMENT}/who")

    undo = re.search(r'<a [^>]*href="([^"]+)">Take this back</a>', done.content.decode())
    assert undo
    address = html.unescape(undo[1])
    assert "[will be added:</span>Nurses" in page(client, address)
    client.post(address)
    assert (text_now(cast, STATEMENT, "who"), text_now(cast, STATEMENT, "cause")) == ("Nurses", "Clinic")


def test_an_artefact_is_put_back_without_the_others_and_everything_with_them(
    client: Client, cast: Cast
) -> None:
    book = cast.cohort.pk
    enter(book, STATEMENT, {"who": "Families"})
    entry = enter(book, RELEASE, {"headline": "Home by noon"})
    enter(book, STATEMENT, {"who": "Nurses", "cause": "Clinic"})
    enter(book, RELEASE, {"headline": "Later"})
    client.force_login(cast.facilitator)
    send(client, cast, entry, STATEMENT)
    assert (text_now(cast, STATEMENT, "who"), text_now(cast, STATEMENT, "cause")) == ("Families", "")
    assert text_now(cast, RELEASE, "headline") == "Later"
    send(client, cast, entry)
    assert text_now(cast, RELEASE, "headline") == "Home by noon"


def test_a_board_is_put_back_with_its_headings(client: Client, cast: Cast) -> None:
    book, board = cast.cohort.pk, next(one.id for one in pack().activities.values() if not one.is_anonymous)
    names = {f"board:{board}/notes", f"board:{board}/headings"}
    wanted = BoardEdits(
        RowEdits((note_row("n1", text="Ring less", heading="h1"),)),
        RowEdits((heading_row("h1", title="Calls"),)),
    )
    first = change_board(Doc(), board, wanted)
    assert first
    entry = add_entry(book, first, names)
    gone = change_board(
        now(book), board, BoardEdits(RowEdits(removed=frozenset({"n1"})), RowEdits(removed=frozenset({"h1"})))
    )
    assert gone
    add_entry(book, gone, names)
    client.force_login(cast.attendee)
    text = page(client, address_then("workbook:moment", book, entry, f"board:{board}"))
    assert "Put this board back" in text
    assert "Put this field back" not in text
    assert "<strong>Under:</strong>" in text
    send(client, cast, entry, f"board:{board}")
    found = read_board(now(book), board)
    assert [(note.text, note.heading) for note in found.notes] == [("Ring less", "h1")]
    assert [heading.title for heading in found.headings] == ["Calls"]


def test_an_nhs_number_that_was_taken_out_is_neither_shown_nor_put_back(client: Client, cast: Cast) -> None:
    book = cast.cohort.pk
    entry = enter(book, STATEMENT, {"who": "Ring 943 476 5919 today"}, by=cast.attendee)
    enter(book, STATEMENT, {"who": "Ring today"})
    client.force_login(cast.attendee)
    for name in ("workbook:moment", "workbook:put-back"):
        assert "943 476 5919" not in page(client, address_then(name, book, entry))
    send(client, cast, entry)
    assert "943" not in text_now(cast, STATEMENT, "who")
    assert text_now(cast, STATEMENT, "who").startswith("Ring ")


def test_putting_back_what_is_there_already_writes_nothing(client: Client, cast: Cast) -> None:
    entry = enter(cast.cohort.pk, STATEMENT, {"who": "Families"})
    client.force_login(cast.attendee)
    question = page(client, address_then("workbook:put-back", cast.cohort.pk, entry))
    assert "Nothing would change" in question
    assert "Nothing had to change" in send(client, cast, entry).content.decode()
    assert JournalEntry.objects.count() == 1


def test_somebody_who_may_only_read_is_refused(client: Client, cast: Cast) -> None:
    entry = enter(cast.cohort.pk, STATEMENT, {"who": "Families"})
    enter(cast.cohort.pk, STATEMENT, {"who": "Nurses"})
    client.force_login(cast.sponsor)
    assert send(client, cast, entry).status_code == 403
    assert text_now(cast, STATEMENT, "who") == "Nurses"


def test_an_entry_after_the_last_and_a_part_that_nobody_knows_are_not_found(
    client: Client, cast: Cast
) -> None:
    book = cast.cohort.pk
    entry = enter(book, STATEMENT, {"who": "Families"})
    client.force_login(cast.attendee)
    page(client, address_then("workbook:moment", book, entry + 1), status=404)
    page(client, address_then("workbook:moment", book, entry, "no-such-artefact"), status=404)
    page(client, address_then("workbook:put-back", book, entry, "no/such"), status=404)
    page(client, address_then("workbook:moment", book, entry, RELEASE))


def test_what_the_pack_no_longer_has_is_still_shown_and_put_back(client: Client, cast: Cast) -> None:
    book = cast.cohort.pk
    document: YDoc = Doc()
    updates: list[bytes] = []
    document.observe(lambda event: updates.append(event.update))
    text: Text = document.get("old-artefact/words", type=Text)
    text += "From the old pack"
    entry = add_entry(book, updates[-1], {"old-artefact/words"})
    text.clear()
    add_entry(book, updates[-1], {"old-artefact/words"})
    client.force_login(cast.attendee)
    shown = page(client, address_then("workbook:moment", book, entry))
    assert "From the old pack" in shown
    send(client, cast, entry, "old-artefact")
    (part,) = compare(now(book), now(book), "old-artefact")
    assert [line.runs[0].text for line in part.fields[0].blocks[0].first or ()] == ["From the old pack"]


def test_what_others_write_meanwhile_merges_with_what_is_put_back(cast: Cast) -> None:
    book = cast.cohort.pk
    entry = enter(book, STATEMENT, {"who": "Families"})
    enter(book, STATEMENT, {"who": ""})
    enter(book, STATEMENT, {"cause": "Ward"})
    before = JournalEntry.objects.latest("pk").pk
    assert put_back(book, f"{STATEMENT}/who", as_of=entry, author_id=None) == before
    assert (text_now(cast, STATEMENT, "who"), text_now(cast, STATEMENT, "cause")) == ("Families", "Ward")
