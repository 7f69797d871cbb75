"""Reads calendar files with khal, one for each line of stdin (JSON), and says what it sees, likewise.

Each is imported into a folder of khal's, as `khal import` does it, and read back from there. Run by the judges, since
khal sets icalendar to other zones than those that rusctl is tested with.
"""

import json
import sys
from pathlib import Path
from typing import Any

import pytz
from khal.icalendar import split_ics
from khal.khalendar import CalendarCollection

ZONE = pytz.timezone("Europe/Stockholm")
NAME = "plan"


def seen(event: Any) -> dict[str, Any]:
    """Give what khal shows of an event; what it has no word for, from the component it keeps."""
    kept = event._vevents[event.ref]  # noqa: SLF001 - khal shows no SEQUENCE and no PARTSTAT
    attendees = kept.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    return {
        "uid": event.uid,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "status": str(kept.get("STATUS", "")),
        "sequence": int(kept["SEQUENCE"]),
        "summary": event.summary,
        "description": event.description,
        "location": event.location,
        "reminders": [trigger.total_seconds() for trigger, _ in event.alarms],
        "rrule": event.recurpattern,
        "attendees": [(str(one), one.params["PARTSTAT"]) for one in attendees],
    }


def main(folder: str) -> None:
    """Answer each line."""
    locale = {"default_timezone": ZONE, "local_timezone": ZONE, "unicode_symbols": True}
    mine = {"path": str(Path(folder) / NAME), "name": NAME, "readonly": False, "color": "", "addresses": []}
    collection = CalendarCollection({NAME: mine}, locale=locale, color="", dbpath=":memory:")
    for line in sys.stdin:
        found = []
        for one in split_ics(json.loads(line), default_timezone=ZONE):
            event = collection.create_event_from_ics(one, NAME)
            collection.insert(event)
            kept = collection.get_event(event.href, NAME)
            found.append(seen(kept))
            collection.delete(kept.href, kept.etag, NAME)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
