"""A look into the file beside the plan with the standard library alone: most commands need no more."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

TOLD = "SELECT DISTINCT mail_event.event FROM mail_event JOIN message ON message.uid = mail_event.uid"


def anybody_told(path: Path, events: Collection[str] | None) -> bool:
    """Say whether anybody has been written to about one of some events, or any; yes where that cannot be seen."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            found = {event for (event,) in connection.execute(TOLD)}
    except sqlite3.Error:
        return True  # whoever opens it says what is wrong
    return bool(found if events is None else found.intersection(events))
