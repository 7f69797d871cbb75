"""Messages that did not arrive: refused by a mail server, or reported back afterwards; numbers, and nobody."""

import os
from collections.abc import Iterable

from rusctl.model.plan import Event
from rusctl.services.people.register_access import declared, is_there, opened
from rusctl.services.project import Project
from rusctl.storage.files import private


def undelivered(project: Project) -> tuple[tuple[str, int], ...]:
    """Count by event to whom the last message about it did not arrive; errors as for `opened`."""
    from rusctl.mail import addresses, told  # noqa: PLC0415 - loads SQLAlchemy, which status does without

    with opened(project).reading() as connection:
        lost = told.failed(told.read(connection, addresses.known(connection)))
    return tuple(sorted((event, len(messages)) for event, messages in lost.items()))


def seen(project: Project, events: Iterable[Event]) -> int:
    """Give how many did not arrive that are about some events, as far as a file beside the plan tells it.

    A database on a server is not asked: who wants to know waits for `rusctl check --register`.
    """
    if not is_there(project) or os.environ.get(private.VARIABLE) or declared(project):
        return 0
    from rusctl.database.glance import failed  # noqa: PLC0415 - only where there is such a file

    counts = failed(project.folder.path / private.NAME / private.FILE)
    return sum(counts.get(event.id, 0) for event in events)
