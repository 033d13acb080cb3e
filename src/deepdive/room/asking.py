"""How an activity stands in its session, by the room's agenda."""

from django.urls import reverse

from deepdive.answers.visit import Visit
from deepdive.core.activity import Activity
from deepdive.core.agenda import Agenda, Phase
from deepdive.core.asking import Asking
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.programme.queries import Access

ENDED = "This session has ended, so this takes no answers any more."
NOT_RUNNING = "This is not running now, so it takes no answers. Go back to the room."


def asking_of(agenda: Agenda, activity_id: str) -> Asking:
    """Whether the activity takes answers now, and whether everybody sees them.

    Before the session it takes answers, as work to do in advance; during it while its block runs, until
    they are shown. Once the session has ended everybody sees what there is.
    """
    is_closed = agenda.phase is Phase.CLOSED
    is_running = agenda.block is not None and agenda.block.opens == activity_id
    is_open = is_running or agenda.phase is Phase.PLANNED
    return Asking(
        round=agenda.round_of(activity_id),
        is_open=is_open,
        is_shown=is_closed or activity_id in agenda.revealed,
        why_closed="" if is_open else ENDED if is_closed else NOT_RUNNING,
    )


def visit_to(
    activity: Activity, session: Session, access: Access, agenda: Agenda, *, beside: Person | None = None
) -> Visit:
    """Somebody's visit to an activity of the session, as the agenda has it now; ``beside`` is who answers at
    their screen, if they do not."""
    address = reverse("room:activity", args=[session.pk, activity.id])
    is_before = agenda.phase is Phase.PLANNED
    return Visit(
        activity=activity,
        session=session,
        access=access,
        asking=asking_of(agenda, activity.id),
        address=address,
        beside=beside,
        back=address if is_before else reverse("room:room", args=[session.pk]),
    )
