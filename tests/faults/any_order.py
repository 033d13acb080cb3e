"""Whatever happens in whatever order (people who type, lose their connection, come by socket, by post or with
a form; a server that is stopped or killed), all end with the same text, and every word is in it once.

python -m tests.faults.any_order --examples 200
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from pycrdt import Doc, Text

from tests.faults.demonstration import Demonstration, load
from tests.faults.disk import read_disk
from tests.faults.warm_server import WarmServer
from tests.polling_client import PollingClient
from tests.server import Visitor
from tests.workbook.test_forms_meet_live import open_form, save
from tests.yjs_client import YjsClient

ARTEFACT, BOX = "user-story", "so-that"
FIELD = f"{ARTEFACT}/{BOX}"
BY_SOCKET, BY_POST = ("attendee", "facilitator"), "co-facilitator"
MOST_RESTARTS, MOST_FORMS = 1, 2

Result = TypeVar("Result")
people = st.sampled_from(BY_SOCKET)
# before which word of a text somebody types, as part of the whole
places = st.floats(0, 1, allow_nan=False)


@dataclass
class Page:
    """What somebody has open: a document, and a connection while there is one."""

    document: Doc[Any] = field(default_factory=Doc)
    connection: YjsClient | None = None
    typed: list[str] = field(default_factory=list)

    def text(self) -> Text:
        text: Text = self.document.get(FIELD, type=Text)
        return text

    def says(self) -> str:
        return str(self.text())

    def type(self, word: str, place: float) -> None:
        self.text().insert(boundary(self.says(), place), word)
        self.typed.append(word)


def boundary(text: str, place: float) -> int:
    """Where a word of the text begins, or its end."""
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == " ")]
    return starts[round(place * (len(starts) - 1))]


class AnyOrder(RuleBasedStateMachine):
    """One workbook, two people who come by socket, one by post and one with forms."""

    server: WarmServer
    shown: Demonstration
    visitor: Visitor

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.pages = {who: Page() for who in BY_SOCKET}
        self.poller = PollingClient(self.address(BY_POST), client="any-order")
        self.post = Page(self.poller.document)
        self.forms: list[dict[str, str]] = []
        self.by_form: list[str] = []
        self.promised: set[str] = set()
        self.restarts = 0
        self.numbers = count()
        form = open_form(self.visitor, ARTEFACT)
        assert save(self.visitor, ARTEFACT, form | {BOX: ""})[0] == 200

    @rule(who=people, place=places)
    def type(self, who: str, place: float) -> None:
        """With or without a connection."""

        async def typing() -> None:
            self.pages[who].type(self.word(), place)
            await asyncio.sleep(0)

        self.run(typing())

    @rule(who=people)
    def connect(self, who: str) -> None:
        page = self.pages[who]
        if page.connection is None:
            page.connection = YjsClient(self.address(who), document=page.document)
            self.run(page.connection.__aenter__())

    @rule(who=people)
    def lose_the_connection(self, who: str) -> None:
        connection = self.pages[who].connection
        if connection:
            connection.drop()
            self.leave(who)

    @rule(who=people)
    def leave(self, who: str) -> None:
        page = self.pages[who]
        if page.connection:
            self.run(page.connection.__aexit__(None, None, None))
            page.connection = None

    @rule(who=people)
    def wait_until_saved(self, who: str) -> None:
        page = self.pages[who]
        if page.connection:
            self.run(page.connection.all_saved())
            self.promised.update(page.typed)

    @rule(place=places)
    def type_for_the_next_post(self, place: float) -> None:
        self.post.type(self.word(), place)

    @rule()
    def send_a_post(self) -> None:
        self.poller.address = self.polling_address()
        self.poller.exchange()
        self.promised.update(self.post.typed)

    @rule()
    def send_a_post_whose_answer_is_lost(self) -> None:
        nobody = PollingClient(self.address(BY_POST), client="any-order", document=self.poller.document)
        nobody.post(nobody.everything())
        self.promised.update(self.post.typed)

    @precondition(lambda self: len(self.forms) < MOST_FORMS)
    @rule()
    def open_a_form(self) -> None:
        self.forms.append(open_form(self.visitor, ARTEFACT))

    @precondition(lambda self: self.forms)
    @rule(place=places, which=st.integers(0, MOST_FORMS - 1))
    def save_a_form(self, place: float, which: int) -> None:
        form, word = self.forms.pop(which % len(self.forms)), self.word()
        at = boundary(form[BOX], place)
        assert save(self.visitor, ARTEFACT, form | {BOX: form[BOX][:at] + word + form[BOX][at:]})[0] == 200
        self.by_form.append(word)
        self.promised.add(word)

    @precondition(lambda self: self.restarts < MOST_RESTARTS)
    @rule(is_killed=st.booleans())
    def restart_the_server(self, is_killed: bool) -> None:
        self.restarts += 1
        self.run(asyncio.to_thread(self.server.kill if is_killed else self.server.stop))
        for who in BY_SOCKET:
            self.leave(who)
        self.check_the_disk()
        self.server.start()

    def teardown(self) -> None:
        """All come until nobody has anything new for the others."""
        try:
            self.meet()
        finally:
            for who in BY_SOCKET:
                self.leave(who)
            self.runner.close()

    def meet(self) -> None:
        for _ in range(2):
            for who in BY_SOCKET:
                self.connect(who)
                self.wait_until_saved(who)
            self.send_a_post()
        newcomer = self.pages["newcomer"] = Page()
        self.connect("newcomer")
        expected = newcomer.says()
        for who in BY_SOCKET:
            connection = self.pages[who].connection
            assert connection
            self.run(connection.reads(FIELD, expected))
        self.leave("newcomer")
        assert self.post.says() == expected
        assert open_form(self.visitor, ARTEFACT)[BOX] == expected
        self.check_the_disk()
        typed = [word for page in (*self.pages.values(), self.post) for word in page.typed]
        assert Counter(expected.split()) == Counter(word.strip() for word in typed + self.by_form)

    def check_the_disk(self) -> None:
        """What was acknowledged is there."""
        disk = read_disk(self.server.data_folder, self.shown.passes[BY_POST].workbook)
        assert disk.missing(self.promised, FIELD) == set()

    def address(self, who: str) -> str:
        role = who if who in self.shown.passes else "organiser"
        return self.shown.pass_of(role, self.server).address()

    def polling_address(self) -> str:
        return PollingClient(self.address(BY_POST), client="any-order").address

    def word(self) -> str:
        """One that nobody has typed yet: numbers could be somebody's."""
        number = next(self.numbers)
        return f"{chr(97 + number % 26)}{chr(97 + number // 26)}w "

    def run(self, act: Coroutine[Any, Any, Result]) -> Result:
        return self.runner.run(act)


def try_any_order(shown: Demonstration, server: WarmServer, *, examples: int, steps: int) -> None:
    """So many stories of so many steps; AssertionError with the shortest that goes wrong."""

    class Here(AnyOrder):
        pass

    Here.shown, Here.server = shown, server
    Here.visitor = Visitor(server).sign_in(server.links["Larkfield", "attendee"])
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def main() -> None:
    """Try many, and say that all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=200)
    parser.add_argument("--steps", type=int, default=40)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        shown = load(Path(folder) / "shown")
        server = shown.copied_to(Path(folder) / "data")
        server.start()
        try:
            try_any_order(shown, server, examples=options.examples, steps=options.steps)
        finally:
            server.close()
    print(f"{options.examples} stories of up to {options.steps} steps: all ended alike, with every word once")


if __name__ == "__main__":
    main()
