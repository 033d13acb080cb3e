"""Open connections keep only the rights that their people still have."""

from asgiref.sync import sync_to_async

from deepdive.core.access import Act, may
from deepdive.programme.queries import roles_of_many
from deepdive.workbook.open_workbooks import open_workbooks
from deepdive.workbook.refusals import Refusal


async def check_rights_again() -> None:
    """End the connections of people who have lost their seat or their account, and note changed rights."""
    open_now = [(live.id, connection) for live in open_workbooks().all() for connection in live.connections]
    if not open_now:
        return
    pairs = {(workbook_id, connection.person_id) for workbook_id, connection in open_now}
    roles = await sync_to_async(roles_of_many, thread_sensitive=False)(pairs)
    for workbook_id, connection in open_now:
        theirs = roles.get((workbook_id, connection.person_id))
        if theirs is None:
            connection.close(Refusal.NOT_SIGNED_IN)
        elif not may(theirs, Act.READ_WORKBOOK):
            connection.close(Refusal.NOT_ALLOWED)
        else:
            connection.may_write = may(theirs, Act.WRITE_WORKBOOK)
