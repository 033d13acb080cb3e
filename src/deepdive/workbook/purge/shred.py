"""Make a database write its files anew, so that nothing is left of what was deleted."""

from django.db import DatabaseError, connections

from deepdive.core.refused import Refused

_NOT_SURE = (
    "The words are removed, but the database's file may still hold them, because somebody is using it. "
    "Finish with: deepdive workbook finish-purge"
)


def overwrite_deleted(alias: str) -> None:
    """From now on this connection writes zeros over what it deletes, where the database can."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def shred(alias: str) -> None:
    """Write the files of the database anew. Call it outside a transaction.

    Refused with ``not-sure`` when it cannot be done now, or nobody knows how for this kind of database.
    """
    connection = connections[alias]
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("VACUUM")
                # the log beside the file holds old pages too
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                is_busy = cursor.fetchone()[0]
            elif connection.vendor == "postgresql":
                cursor.execute("VACUUM FULL")
                is_busy = 0
            else:
                is_busy = 1
    except DatabaseError as fault:
        raise Refused("not-sure", _NOT_SURE) from fault
    if is_busy:
        raise Refused("not-sure", _NOT_SURE)
