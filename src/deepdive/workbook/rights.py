"""Open connections keep only the rights that their people still have, and a history that still is."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from deepdive.core.access import Act, may
from deepdive.database.threads import in_thread
from deepdive.programme.parts import told_when_a_part_ends
from deepdive.programme.queries import roles_of_many
from deepdive.workbook.generations import all_numbers
from deepdive.workbook.open_workbooks import open_workbooks
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.tickets import make_void


@contextmanager
def parts_watched() -> Iterator[None]:
    """As long as this lasts, whoever loses a part in a cohort loses at once what they have open of its
    workbook, if this process serves it and is the one that is told. Others notice in the next round."""
    loop = asyncio.get_running_loop()
    checks: set[asyncio.Task[None]] = set()

    def check() -> None:
        task = loop.create_task(check_rights_again())
        checks.add(task)
        task.add_done_callback(checks.discard)

    def tell(cohort_id: UUID, person_id: int) -> None:
        make_void(cohort_id, person_id)
        loop.call_soon_threadsafe(check)

    with told_when_a_part_ends(tell):
        yield


async def check_rights_again() -> None:
    """End the connections of people who have lost their seat or their account, and note changed rights."""
    open_now = [(live.id, connection) for live in open_workbooks().all() for connection in live.connections]
    if not open_now:
        return
    pairs = {(workbook_id, connection.person_id) for workbook_id, connection in open_now}
    roles = await in_thread(roles_of_many, pairs)
    for workbook_id, connection in open_now:
        theirs = roles.get((workbook_id, connection.person_id))
        if theirs is None:
            connection.close(Refusal.NOT_SIGNED_IN)
        elif not may(theirs, Act.READ_WORKBOOK):
            connection.close(Refusal.NOT_ALLOWED)
        else:
            connection.may_write = may(theirs, Act.WRITE_WORKBOOK)


async def check_generations_again() -> None:
    """Send away who has a workbook open that has begun a new generation since."""
    if not open_workbooks().all():
        return
    numbers = await in_thread(all_numbers)
    for live in open_workbooks().all():
        # one that is opened in this moment may be newer than the answer
        if live.loaded.done() and live.generation < numbers.get(live.id, 0):
            live.move_on()
