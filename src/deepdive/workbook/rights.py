"""Open connections keep only the rights that their people still have."""

from uuid import UUID

from asgiref.sync import sync_to_async

from deepdive.people.models import Person
from deepdive.workbook.live import open_workbooks
from deepdive.workbook.sync import NOT_SIGNED_IN, ticket_for
from deepdive.workbook.tickets import Ticket


async def check_rights_again() -> None:
    """End the connections of people who have lost their seat or their account, and note changed rights."""
    for live in open_workbooks():
        for connection in list(live.connections):
            rights = await sync_to_async(_rights, thread_sensitive=False)(connection.person_id, live.id)
            if isinstance(rights, Ticket):
                connection.may_write = rights.may_write
            else:
                connection.close(rights)


def _rights(person_id: int, workbook_id: UUID) -> Ticket | int:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return ticket_for(person, workbook_id) if person else NOT_SIGNED_IN
