"""What somebody who leads a room may do with it: each command asks for an event, or is refused."""

from collections.abc import Sequence
from datetime import datetime

from deepdive.core.agenda import (
    UNDO_SECONDS,
    Agenda,
    AskedAgain,
    BlockStarted,
    CalledBack,
    Closed,
    Extended,
    GroupsMade,
    HandedOver,
    Opened,
    Paused,
    Phase,
    Resumed,
    Revealed,
    SentOut,
    Skipped,
    SlideShown,
    Told,
    Undone,
    Whereabouts,
)
from deepdive.core.groups import Group
from deepdive.core.refused import Refused

MOST_EXTRA_MINUTES = 30
MOST_RETURN_SECONDS = 300
LONGEST_MESSAGE = 200


def check_lead(agenda: Agenda, *, by: int) -> None:
    """Refuse with ``not-leading`` whoever does not lead. Nobody leads until the room is opened."""
    if agenda.lead not in (None, by):
        raise Refused(
            "not-leading",
            "Somebody else leads this session now. Ask them to hand over, or take over from them.",
        )


def open_room(agenda: Agenda, *, by: int) -> Opened:
    """Open a planned room; refused with ``open-already`` or ``room-closed``."""
    if agenda.phase is Phase.CLOSED:
        raise Refused("room-closed", "This session has ended. It cannot be opened again.")
    if agenda.phase is not Phase.PLANNED:
        raise Refused("open-already", "The room is open already.")
    return Opened(by)


def start_block(agenda: Agenda, *, index: int, minutes: int | None = None) -> BlockStarted:
    """Start a block of an open room; refused with ``not-open``, ``no-such-block`` or ``runs-already``."""
    _must_be_live(agenda, "The room is not open. Open it first.")
    _must_exist(agenda, index)
    if agenda.index == index:
        raise Refused("runs-already", f"'{agenda.blocks[index].title}' is running already.")
    return BlockStarted(index, minutes)


def skip_block(agenda: Agenda, *, index: int) -> Skipped:
    """Leave out a block that is still to come; refused with ``not-open``, ``no-such-block`` or
    ``not-coming``."""
    _must_be_live(agenda, "The room is not open. Open it first.")
    _must_exist(agenda, index)
    if index not in agenda.coming:
        raise Refused("not-coming", f"'{agenda.blocks[index].title}' is not among the blocks still to come.")
    return Skipped(index)


def extend_block(agenda: Agenda, *, minutes: int) -> Extended:
    """Give the running block more time; refused with ``nothing-runs`` or ``too-long``."""
    _must_run(agenda)
    if not 1 <= minutes <= MOST_EXTRA_MINUTES:
        raise Refused("too-long", f"Extend by 1 to {MOST_EXTRA_MINUTES} minutes.")
    return Extended(minutes)


def pause(agenda: Agenda) -> Paused:
    """Stop the clock; refused with ``nothing-runs`` or ``paused-already``."""
    _must_run(agenda)
    if agenda.paused_at is not None:
        raise Refused("paused-already", "The clock stands already.")
    return Paused()


def resume(agenda: Agenda) -> Resumed:
    """Let the clock go on; refused with ``nothing-runs`` or ``not-paused``."""
    _must_run(agenda)
    if agenda.paused_at is None:
        raise Refused("not-paused", "The clock is going already.")
    return Resumed()


def undo(agenda: Agenda, *, now: datetime) -> Undone:
    """Take back the last step; refused with ``nothing-to-undo`` when the last step cannot be taken back, or
    was longer ago than :data:`UNDO_SECONDS`."""
    if agenda.before is None or agenda.undo_until is None:
        raise Refused("nothing-to-undo", "There is no step to take back.")
    if now > agenda.undo_until:
        raise Refused(
            "nothing-to-undo", f"A step can be taken back for {UNDO_SECONDS} seconds. That time is over."
        )
    return Undone()


def hand_over(agenda: Agenda, *, to: int) -> HandedOver:
    """Let somebody else lead; refused with ``not-open`` or ``leads-already``."""
    _must_be_live(agenda, "The room is not open, so nobody leads it.")
    if agenda.lead == to:
        raise Refused("leads-already", "This person leads already.")
    return HandedOver(to)


def reveal(agenda: Agenda, *, activity: str) -> Revealed:
    """Show everybody the answers; refused with ``not-open`` or ``revealed-already``."""
    _must_be_live(agenda, "The room is not open.")
    if activity in agenda.revealed:
        raise Refused("revealed-already", "Everybody sees the answers already.")
    return Revealed(activity)


def ask_again(agenda: Agenda, *, activity: str) -> AskedAgain:
    """Take answers once more; refused with ``not-open`` or ``not-revealed``."""
    _must_be_live(agenda, "The room is not open.")
    if activity not in agenda.revealed:
        raise Refused("not-revealed", "Show the answers first. Then you can ask again.")
    return AskedAgain(activity)


def regroup(agenda: Agenda, *, groups: Sequence[Group]) -> GroupsMade:
    """Have these groups from now on; refused with ``not-open``, or ``no-groups`` for fewer than two or for
    somebody who would be in two."""
    _must_be_live(agenda, "The room is not open. Open it first.")
    people = [person for group in groups for person in group.people]
    if len(groups) < 2 or not all(group.people for group in groups) or len(people) != len(set(people)):
        raise Refused("no-groups", "Make two groups or more, with somebody in each, and nobody in two.")
    return GroupsMade(tuple(groups))


def send_out(agenda: Agenda) -> SentOut:
    """Let the groups go apart; refused with ``nothing-runs``, ``no-groups`` or ``apart-already``."""
    _must_run(agenda)
    if not agenda.groups:
        raise Refused("no-groups", "Make the groups first.")
    if agenda.whereabouts is Whereabouts.APART:
        raise Refused("apart-already", "The groups are apart already.")
    return SentOut()


def call_back(agenda: Agenda, *, seconds: int) -> CalledBack:
    """Call the groups back in so many seconds, 0 for at once; refused with ``together-already`` or
    ``too-long``."""
    if not agenda.is_in_groups:
        raise Refused("together-already", "Everybody is together already.")
    if not 0 <= seconds <= MOST_RETURN_SECONDS:
        raise Refused("too-long", f"Give the groups 0 to {MOST_RETURN_SECONDS} seconds to come back.")
    return CalledBack(seconds)


def tell(agenda: Agenda, *, message: str) -> Told:
    """Show everybody a message; refused with ``not-open`` or ``too-long``."""
    _must_be_live(agenda, "The room is not open, so nobody would see it.")
    if len(message) > LONGEST_MESSAGE:
        raise Refused("too-long", f"Use at most {LONGEST_MESSAGE} characters.")
    return Told(message)


def show_slide(agenda: Agenda, *, number: int, of: int) -> SlideShown:
    """Show everybody another of the block's ``of`` slides; refused with ``nothing-runs`` or
    ``no-such-slide``."""
    _must_run(agenda)
    if not 0 <= number < of:
        raise Refused("no-such-slide", "This block has no such slide. Load the page again.")
    return SlideShown(number)


def close_room(agenda: Agenda) -> Closed:
    """End an open session; refused with ``not-open``."""
    _must_be_live(agenda, "The room is not open, so there is nothing to end.")
    return Closed()


def _must_be_live(agenda: Agenda, message: str) -> None:
    if not agenda.is_live:
        raise Refused("not-open", message)


def _must_run(agenda: Agenda) -> None:
    if agenda.phase is not Phase.RUNNING:
        raise Refused("nothing-runs", "No block is running. Start one first.")


def _must_exist(agenda: Agenda, index: int) -> None:
    if not 0 <= index < len(agenda.blocks):
        raise Refused("no-such-block", "The run sheet has no such block. Load the page again.")
