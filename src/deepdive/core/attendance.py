"""Who was at a session: told from how long they had its room open, unless a facilitator says otherwise."""

from dataclasses import dataclass
from datetime import timedelta

# who was in the room for so long took part, however long the session was
ENOUGH = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class Attended:
    """Somebody with a seat, and their part in a session: how long they were in the room, and what a
    facilitator said about it (None: nothing)."""

    person: int
    present: timedelta
    lasted: timedelta
    said: bool | None = None

    @property
    def minutes(self) -> int:
        """How long they were in the room, in whole minutes."""
        return int(self.present.total_seconds() // 60)

    @property
    def by_presence(self) -> bool:
        """Whether they were there, as far as the software can know: for at least half of the session, or for
        :data:`ENOUGH`, whichever is less."""
        return bool(self.present) and self.present >= min(ENOUGH, self.lasted / 2)

    @property
    def was_there(self) -> bool:
        """Whether they were there. What a facilitator says goes."""
        return self.by_presence if self.said is None else self.said
