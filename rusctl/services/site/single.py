"""Each event as a calendar of its own, to fetch once: cut out of the feed as it was published, line for line."""

import re
from collections.abc import Iterator, Mapping

from rusctl.calendar.feeds import feeds
from rusctl.model.plan import Plan

_FOLD = re.compile(rb"\r\n[ \t]")
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
_KEPT = (b"BEGIN:VCALENDAR", b"VERSION:", b"PRODID:", b"CALSCALE:", b"METHOD:")
_ZONE = re.compile(rb"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", re.DOTALL)


def each(plan: Plan, found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give a calendar for each event that stands in the feed of all, by the path of its file in the site."""
    octets = found.get(feeds.file_name(feeds.ALL), b"")
    head, _, rest = octets.partition(_BEGIN)
    if not rest:
        return {}
    lines = [line for line in _logical(head) if line.startswith(_KEPT)]
    begins = b"".join(line + b"\r\n" for line in lines) + b"".join(_ZONE.findall(head))
    entries = dict(_entries(_BEGIN + rest))
    made = {}
    for event in plan.events:
        if parts := entries.get(f"{event.id}@{plan.process.uid_domain}"):
            made[f"{event.id}/{event.id}.ics"] = begins + parts + b"END:VCALENDAR\r\n"
    return made


def _logical(head: bytes) -> list[bytes]:
    """Give the lines with those that continue them, folded as they are."""
    lines: list[bytes] = []
    for line in head.split(b"\r\n"):
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1] += b"\r\n" + line
        else:
            lines.append(line)
    return lines


def _entries(octets: bytes) -> Iterator[tuple[str, bytes]]:
    for part in octets.split(_BEGIN)[1:]:
        own, end, _ = part.partition(_END)
        uid = re.search(rb"(?:^|\r\n)UID:([^\r\n]+)", _FOLD.sub(b"", own))
        if end and uid:
            yield uid.group(1).decode("utf-8", "replace"), _BEGIN + own + end
