"""A disk that is full: nobody is told that something is saved, nobody sees what is not on the disk, and once
there is room again, all that people wrote meanwhile arrives."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest

from tests.faults.demonstration import Demonstration
from tests.faults.disk import read_disk
from tests.faults.disks import Disk, ProcessLimit, small_disk
from tests.faults.warm_server import WarmServer
from tests.polling_client import PollingClient, TurnedAway
from tests.server import Visitor
from tests.workbook.test_forms_meet_live import open_form, save
from tests.yjs_client import YjsClient

TRY_AGAIN = (1013, "try-again")
pytestmark = pytest.mark.fault


@dataclass
class Place:
    """A server whose disk can be full, and how to come in."""

    server: WarmServer
    disk: Disk
    demonstration: Demonstration

    def address(self, role: str) -> str:
        return self.demonstration.pass_of(role, self.server).address()

    def signed_in(self, role: str) -> Visitor:
        return Visitor(self.server).sign_in(self.server.links["Larkfield", role])

    def on_disk(self, field: str) -> str:
        workbook = self.demonstration.pass_of("attendee", self.server).workbook
        return read_disk(self.server.data_folder, workbook).text(field)


@pytest.fixture(scope="module", params=["limit", "disk"])
def place(
    request: pytest.FixtureRequest, demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    if request.param == "limit":
        warm = request.getfixturevalue("warm")
        yield Place(warm, ProcessLimit(warm), demonstration)
        return
    folder = tmp_path_factory.mktemp("full") / "small"
    with small_disk(folder) as disk:
        server = demonstration.copied_to(folder / "data")
        server.start()
        yield Place(server, disk, demonstration)
        server.close()


def test_a_full_disk_loses_nothing_and_shows_nothing_that_is_not_on_it(place: Place) -> None:
    field = f"test/{uuid4()}"
    cat = PollingClient(place.address("co-facilitator"), client="cat")
    cat.exchange()

    async def write_on_a_full_disk() -> tuple[YjsClient, YjsClient]:
        async with (
            YjsClient(place.address("attendee")) as ann,
            YjsClient(place.address("facilitator")) as ben,
        ):
            ann.type(field, "before ")
            await ann.all_saved()
            await ben.reads(field, "before ")
            place.disk.fill()
            saved = ann.saved
            ann.type(field, "while it is full ")
            assert (await ann.closed(), ann.close_reason) == TRY_AGAIN
            assert (await ben.closed(), ben.close_reason) == TRY_AGAIN
            assert ann.saved == saved
            # neither the others nor a newcomer see what is not on the disk
            async with YjsClient(place.address("organiser")) as newcomer:
                assert str(newcomer.text(field)) == str(ben.text(field)) == place.on_disk(field) == "before "
            return ann, ben

    async def return_when_there_is_room(ann: YjsClient, ben: YjsClient) -> None:
        ben.type(field, "and meanwhile ")
        async with (
            YjsClient(place.address("attendee"), document=ann.document) as ann_again,
            YjsClient(place.address("facilitator"), document=ben.document) as ben_again,
        ):
            await ann_again.all_saved()
            await ben_again.all_saved()
            await ann_again.until(lambda: str(ann_again.text(field)) == str(ben_again.text(field)))
            words = {"before ", "while it is full ", "and meanwhile ", "by post "}
            text = str(ann_again.text(field))
            assert (len(text), {word for word in words if word in text}) == (sum(map(len, words)), words)

    ann, ben = asyncio.run(write_on_a_full_disk())
    cat.type(field, "by post ")
    with pytest.raises(TurnedAway) as turned_away:
        cat.exchange()
    assert (turned_away.value.status, json.loads(turned_away.value.body)["reason"]) == (503, "try-again")
    place.disk.make_room()
    cat.exchange()
    asyncio.run(return_when_there_is_room(ann, ben))


def test_a_form_that_cannot_be_saved_keeps_its_text_and_can_be_saved_later(place: Place) -> None:
    ann = place.signed_in("attendee")
    form = open_form(ann, "user-story") | {"as-a": "As the coordinator of a full disk"}
    place.disk.fill()
    status, page = save(ann, "user-story", form)
    assert (status, "The server could not save this." in page) == (503, True)
    assert "As the coordinator of a full disk</textarea>" in page
    assert open_form(ann, "user-story")["as-a"] != form["as-a"]
    place.disk.make_room()
    assert save(ann, "user-story", form)[0] == 200
    assert open_form(ann, "user-story")["as-a"] == form["as-a"]
