"""Open connections keep only the rights that their people still have, and a history that still is."""

from uuid import UUID

from deepdive.core.access import Act, may
from deepdive.database.threads import in_thread
from deepdive.programme.queries import roles_of_many
from deepdive.workbook.generations import all_numbers
from deepdive.workbook.open_workbooks import open_workbooks
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.tickets import make_void


async def end_part(about: str) -> None:
    """Somebody's part in a cohort has ended (``<cohort> <person>``): so does what they have open of its
    workbook, and the tickets that they still have."""
    cohort_id, person_id = about.split()
    make_void(UUID(cohort_id), int(person_id))
    await check_rights_again()


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
