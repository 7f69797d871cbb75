"""A look into the file beside the plan with the standard library alone: most commands need no more."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

TOLD = "SELECT DISTINCT mail_event.event FROM mail_event JOIN message ON message.uid = mail_event.uid"


FAILED = """
SELECT mail_event.event, count(*) FROM message JOIN mail_event ON message.uid = mail_event.uid
WHERE message.state = 'failed'
AND message.id IN (SELECT max(id) FROM message WHERE state <> 'withdrawn' GROUP BY uid, key)
AND NOT EXISTS (SELECT 1 FROM address WHERE address.key = message.key AND NOT address.current)
GROUP BY mail_event.event
"""


def failed(path: Path) -> dict[str, int]:
    """Give by event to how many the last message about it failed; nothing where that cannot be seen."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            return dict(connection.execute(FAILED).fetchall())
    except sqlite3.Error:
        return {}


def anybody_told(path: Path, events: Collection[str] | None) -> bool:
    """Say whether anybody has been written to about one of some events, or any; yes where that cannot be seen."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            found = {event for (event,) in connection.execute(TOLD)}
    except sqlite3.Error:
        return True  # whoever opens it says what is wrong
    return bool(found if events is None else found.intersection(events))
