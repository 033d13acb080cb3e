"""A transaction that a restart of the database does not spoil."""

from collections.abc import Callable
from typing import TypeVar

from django.db import Error, connections, transaction

T = TypeVar("T")


class _Cut(Exception):
    """The connection was cut before the commit was asked for, so nothing is written."""


def in_one_transaction(act: Callable[[], T], *, using: str) -> T:
    """What ``act`` returns, which reads and writes in one transaction.

    If a PostgreSQL that is stopped or restarted cuts the connection while ``act`` runs, it is done once more
    on a fresh connection; a database that is back within the seconds that a connection may take is not
    noticed. A cut during the commit itself is raised: whether it has been written nobody here can know.
    """
    try:
        with transaction.atomic(using=using):
            try:
                return act()
            except Error as fault:
                if _is_cut(using):
                    raise _Cut from fault
                raise
    except _Cut:
        connections[using].close()
    with transaction.atomic(using=using):
        return act()


def _is_cut(using: str) -> bool:
    connection = connections[using]
    return connection.vendor == "postgresql" and connection.connection.closed
