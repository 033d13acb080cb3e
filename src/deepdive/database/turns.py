"""What only one process may do at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

# Any number that nothing else takes a lock on; the letters "deepdive".
_PREPARING = int.from_bytes(b"deepdive")


@contextmanager
def one_process_prepares() -> Iterator[None]:
    """Hold back other processes that want to prepare the same PostgreSQL database.

    SQLite files belong to one process.
    """
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        yield
        return
    apart = connections.create_connection(DEFAULT_DB_ALIAS)
    with apart.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_PREPARING])
    apart.close()
