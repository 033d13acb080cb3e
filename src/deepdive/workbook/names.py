"""What people are called, for those who see them write. Looked up once for each person."""

from deepdive.database.threads import in_thread
from deepdive.people.models import Person

MOST_KEPT = 20_000
_known: dict[int, str] = {}


async def name_of(person_id: int) -> str:
    """The person's name; empty if there is no such person."""
    name = _known.get(person_id)
    if name is None:
        name = await in_thread(_look_up, person_id)
        if len(_known) >= MOST_KEPT:
            _known.clear()
        _known[person_id] = name
    return name


def _look_up(person_id: int) -> str:
    return Person.objects.filter(pk=person_id).values_list("name", flat=True).first() or ""
