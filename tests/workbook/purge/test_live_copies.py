"""A removal by the command while a server runs: everybody's copy ends, and none brings the text back."""

import asyncio
import os
import re
import subprocess
import sys
from typing import Any

import psycopg
import pytest
from psycopg import sql
from pycrdt import Doc, Text

from deepdive.workbook import protocol
from deepdive.workbook.protocol import Sync
from deepdive.workbook.refusals import Refusal
from tests.cast import cohort_id, signed_in, sync_address
from tests.patience import PATIENCE_SECONDS
from tests.polling_client import PollingClient, TurnedAway
from tests.server import Server
from tests.workbook.test_forms_meet_live import open_form, save
from tests.yjs_client import YjsClient

ON_BOTH = True

SECRET = "Mr Archaeopteryx of Larch Lane"
BOX = "user-story/measure"


def deepdive(server: Server, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """The command beside the running server, with its data folder."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DEEPDIVE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "deepdive.cli", *words],
        env={**inherited, "DEEPDIVE_DATA_FOLDER": str(server.data_folder), **server.settings},
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def purge(server: Server, *more: str, secret: str = SECRET) -> subprocess.CompletedProcess[str]:
    ann = signed_in(server, "attendee")
    words = ("workbook", "purge", cohort_id(ann), BOX, "--by", email_of(server), "--text", *more)
    return deepdive(server, *words, typed=f"{secret}\n")


def email_of(server: Server) -> str:
    """The e-mail of somebody who leads the cohort."""
    visitor = signed_in(server, "organiser")
    _, page = visitor.get(f"/cohorts/{cohort_id(visitor)}")
    found = re.search(r"[\w.-]+@larkfield\.example", page)
    assert found
    return found.group()


def address(server: Server, role: str = "attendee") -> str:
    visitor = signed_in(server, role)
    return sync_address(visitor, cohort_id(visitor))


def holds(server: Server, secret: str) -> list[str]:
    """The files, or in PostgreSQL the tables, in which it stands."""
    if url := server.settings.get("DEEPDIVE_DATABASE_URL"):
        return holds_in_postgresql(url, secret)
    files = server.data_folder.glob("*.sqlite3*")
    return [file.name for file in files if secret.encode() in file.read_bytes()]


def holds_in_postgresql(url: str, secret: str) -> list[str]:
    with psycopg.connect(url) as database:
        tables = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        found = []
        for (table,) in tables:
            with database.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as rows:
                copied = b"".join(rows)
            if secret.encode() in copied or secret.encode().hex().encode() in copied:
                found.append(table)
        return found


def test_the_whole_story(server: Server) -> None:
    left: Doc[Any] = Doc()

    async def before() -> None:
        async with YjsClient(await asyncio.to_thread(address, server), document=left) as ann:
            ann.replace(BOX, f"We asked {SECRET}.")
            await ann.all_saved()

    asyncio.run(before())
    # she goes offline with all of it, and writes on
    left.get(BOX, type=Text).insert(0, "Offline: ")
    held = open_form(signed_in(server, "facilitator"), "user-story")

    async def during() -> tuple[int, str]:
        async with YjsClient(await asyncio.to_thread(address, server, "facilitator")) as ben:
            await ben.reads(BOX, f"We asked {SECRET}.")
            assert holds(server, SECRET)
            done = await asyncio.to_thread(purge, server, "--yes")
            assert done.returncode == 0, done.stderr
            return await ben.closed(), done.stdout

    code, said = asyncio.run(during())
    assert code == Refusal.MOVED_ON
    assert said.startswith(f"{BOX}: 1 place\n")
    assert said.endswith("Backups that were made before hold it still: delete them, or let them run out.\n")
    assert SECRET not in said
    assert holds(server, SECRET) == []

    async def after() -> None:
        # the offline copy comes back by socket
        async with YjsClient(await asyncio.to_thread(address, server), document=left) as ann:
            assert await ann.closed() == Refusal.MOVED_ON
        # and a new one is like everybody else's
        async with YjsClient(await asyncio.to_thread(address, server)) as fresh:
            await fresh.reads(BOX, "We asked [removed].")
            fresh.type(BOX, " She said no.")
            await fresh.all_saved()

    asyncio.run(after())
    # by plain HTTP
    ann = PollingClient(address(server), client="old", document=left)
    with pytest.raises(TurnedAway) as refused:
        ann.exchange()
    assert refused.value.status == Refusal.MOVED_ON.status
    assert '"moved-on"' in refused.value.body
    # straight, without saying first what it has
    with pytest.raises(TurnedAway):
        PollingClient(address(server), client="rude").post(protocol.sync(Sync.UPDATE, left.get_update()))
    # by a form that was open
    ben = signed_in(server, "facilitator")
    status, page = save(ben, "user-story", held | {"so-that": "kept on the page"})
    assert status == 409
    assert "so the page is out of date" in page
    assert "kept on the page" in page
    now = open_form(ben, "user-story")
    assert now["measure"] == "We asked [removed]. She said no."
    assert now["so-that"] != "kept on the page"
    assert holds(server, SECRET) == []
    assert save(ben, "user-story", now | {"so-that": "typed anew"})[0] == 200


def test_nothing_is_removed_by_a_dry_run_or_a_slip(server: Server) -> None:
    ann = signed_in(server, "attendee")
    values = open_form(ann, "user-story") | {"works-when": "Ms Velociraptor is on duty"}
    assert save(ann, "user-story", values)[0] == 200
    secret = "Ms Velociraptor"
    done = purge(server, "--dry-run", "--everywhere", secret=secret)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "user-story/works-when: 1 place")
    done = purge(server, "--yes", secret=secret)
    assert (done.returncode, done.stderr) == (
        1,
        "Error: The text also stands in user-story/works-when. "
        "Remove it from everywhere, or name these first.\n",
    )
    for words, said in [
        ([BOX, "--text", "--by", "nobody@x.example"], "Nobody here has the e-mail 'nobody@x.example'."),
        ([BOX, "--by", email_of(server)], "Give either --text, or both --since and --until."),
        ([BOX, "--by", email_of(server), "--since", "2027-01-01"], "Give either --text, or both --since and"),
        (["a/b", "--text", "--yes", "--everywhere", "--by", email_of(server)], "has nothing called 'a/b'"),
    ]:
        done = deepdive(server, "workbook", "purge", cohort_id(ann), *words, typed=f"{secret}\n")
        assert done.returncode in (1, 2)
        assert said in done.stderr
    assert open_form(ann, "user-story")["works-when"] == "Ms Velociraptor is on duty"


def test_a_removal_that_was_interrupted_can_be_finished(server: Server) -> None:
    done = deepdive(server, "workbook", "finish-purge")
    assert (done.returncode, done.stdout.split()[0]) == (0, "Finished.")
