"""Whatever people type and however it is sent, none of it is in what the server prints."""

import asyncio
import re
from uuid import uuid4

import pytest

from deepdive.workbook import protocol
from deepdive.workbook.protocol import Sync
from tests.cast import BEFORE_START, cohort_id, signed_in, sync_address
from tests.polling_client import PollingClient, TurnedAway
from tests.room.rooms import session_path
from tests.server import Server, Visitor
from tests.workbook.test_forms_meet_live import open_form, save
from tests.yjs_client import YjsClient

NUMBER = "943 476 5919"
# each with a word that stands nowhere else
WORDS = [
    f"Quokka {NUMBER}",
    "Okapi born 12/03/1962",
    "Axolotl MRN 7654321",
    "Mr Pangolin, 4 Elm Road, LS1 4AB",
    "Narwhal AB 12 34 56 C",
]
SECRETS = ["Quokka", "Okapi", "Axolotl", "Pangolin", "Narwhal", NUMBER, NUMBER.replace(" ", ""), "12/03/1962"]
SECRETS += ["7654321", "LS1 4AB", "AB 12 34 56 C"]
TOGETHER = ". ".join(WORDS)


def said(server: Server) -> str:
    """All that its processes have printed."""
    return "".join(file.read_text() for file in sorted(server.data_folder.glob("printed*")))


def test_by_every_way_in(server: Server) -> None:
    assert "made-up people" in said(server)
    ask(server)
    write_by_form(server)
    comment(server)
    answer(server)
    asyncio.run(write_live(server))
    write_by_http(server)
    get_lost(server)
    assert [secret for secret in SECRETS if secret in said(server)] == []
    # the log does say that something was turned away
    assert "Unprocessable Entity" in said(server)


def ask(server: Server) -> None:
    visitor = Visitor(server)
    for words in (*WORDS, TOGETHER):
        status, page = visitor.post("/request", why=words, problem=words, contact_email=words, time=words)
        assert status == 200
        assert "There is a problem" in page


def write_by_form(server: Server) -> None:
    ann = signed_in(server, "attendee")
    values = open_form(ann, "user-story")
    assert save(ann, "user-story", values | {"so-that": TOGETHER})[0] == 422
    for words in WORDS:
        save(ann, "user-story", values | {"so-that": words, "so-that--because": f"because {words}"})
        save(ann, "user-story", values | {"so-that": words, "so-that--because": "made up"})
        save(ann, "user-story", values | {"as_of": words, "so-that": words})
    place = f"/workbooks/{cohort_id(ann)}"
    for more in ({"root": TOGETHER}, {"looks": TOGETHER}, {"reason": TOGETHER}, {"count": TOGETHER}):
        kept = {"root": "user-story/so-that", "looks": "date-of-birth", "count": "1", "reason": "x", **more}
        assert ann.post(f"{place}/kept", form_on=f"{place}/artefacts/user-story", **kept)[0] == 422


def answer(server: Server) -> None:
    ann = signed_in(server, "attendee", cohort=BEFORE_START)
    session = session_path(ann, 3)
    place = f"{session}/activities/eight-ideas"
    for words in (TOGETHER, *WORDS):
        sent = {"new--one": words, "new--one--id": str(uuid4())}
        ann.post(f"{place}/notes", form_on=place, **sent)
        ann.post(f"{place}/notes", form_on=place, **sent, **{"new--one--because": "made up"})
        ann.post(f"{place}/notes", form_on=place, **{"new--one": words, "new--one--id": words})
        quiz = f"{session}/activities/which-family"
        assert ann.post(f"{quiz}/answers", form_on=quiz, **{"weekly-rota": words})[0] == 422
        ann.post(f"{session}/activities/hard-questions/votes", form_on=place, notes=words)


def comment(server: Server) -> None:
    ann = signed_in(server, "reviewer")
    address = f"/workbooks/{cohort_id(ann)}/artefacts/user-story/comments?field=so-that"
    _, page = ann.get(address)
    number = re.search(r'name="number" value="([^"]+)"', page)
    assert number
    for words in (TOGETHER, *WORDS[1:]):
        ann.post(address, text=words, number=number[1])
        ann.post(address, text=words, number=words)
        ann.post(address, text=words, number=number[1], **{"text--because": "made up"})


async def write_live(server: Server) -> None:
    address = await asyncio.to_thread(ticket, server)
    async with YjsClient(address) as ann:
        for words in WORDS:
            ann.type("user-story/measure", words)
            ann.type(words, words)
        await ann.all_saved()
        await ann.be_present({"name": TOGETHER, "field": TOGETHER})
        await ann.send_raw(protocol.sync(Sync.UPDATE, TOGETHER.encode()))
        await ann.closed()
    for message in (TOGETHER.encode(), b"\x00" + TOGETHER.encode(), b"\x01\x05" + TOGETHER.encode()):
        async with YjsClient(await asyncio.to_thread(ticket, server)) as ann:
            await ann.send_raw(message)
            await ann.closed()


def ticket(server: Server) -> str:
    visitor = signed_in(server, "facilitator")
    return sync_address(visitor, cohort_id(visitor))


def write_by_http(server: Server) -> None:
    for body in (TOGETHER.encode(), protocol.sync(Sync.UPDATE, TOGETHER.encode())):
        with pytest.raises(TurnedAway):
            PollingClient(ticket(server), client="a").post(body)
    ann = PollingClient(ticket(server), client="b")
    ann.type("user-story/measure", TOGETHER)
    ann.exchange()


def get_lost(server: Server) -> None:
    visitor = signed_in(server, "attendee")
    for path in ("/cases?words=Okapi", "/no-such-page?words=Quokka", "/sign-in?next=Axolotl"):
        visitor.get(path)
    visitor.post("/sign-in", email=TOGETHER)
