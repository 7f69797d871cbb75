"""Two versions of one event, ours and a server's: whether they mean the same, where they do not, and who changed what.

Servers keep what an event says and not its octets: properties change places, quotes go, lines are folded anew. Programs
write it in other words besides (`meaning.py`). Between what was given, what is there and what is wanted only what the
other side has changed of what people see is a conflict.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from rusctl.calendar.server import statements
from rusctl.calendar.server.meaning import END, FIELDS, START, changed, digests, meaning, seconds
from rusctl.calendar.server.statements import EVENT, Statement
from rusctl.model.plan import Days, Hours
from rusctl.schedule.dates import clock

HASH = 32  # of 64: 128 bits
_LETTERS = str.maketrans("0123456789", "ghijklmnop")  # a run of digits in a file could be taken for a telephone number
_NUMBER = re.compile(r"[0-9]{1,9}")
_DAY = len("20181107")


class ContentHash(NamedTuple):
    """What a version of an event is known by: hashes of its octets, quick to make, of what it says, and of each field.

    `fields` is empty in what was kept before there were any; then only the whole can be compared.
    """

    octets: str
    says: str
    fields: str = ""

    def __str__(self) -> str:
        """Give them as the ledger keeps them."""
        return "-".join(filter(None, self))


def fingerprint(octets: bytes) -> str:
    """Give a hash of what an event's file means; equal for files that mean the same."""
    return _hash(repr(sorted(fields_of(octets).items())).encode("utf-8", "surrogatepass"))


def fields_of(octets: bytes) -> Mapping[str, str]:
    """Give what an event's file means, field by field."""
    return meaning(statements.said(octets))


def mark(octets: bytes) -> ContentHash:
    """Give what an event's file is known by."""
    found = list(statements.said(octets))
    return ContentHash(_hash(octets), _says(found), digests(meaning(found)))


def read_mark(text: str) -> ContentHash:
    """Read what the ledger keeps."""
    octets, says, fields = (*text.split("-", 2), "", "")[:3]
    return ContentHash(octets, says, fields)


def is_marked(octets: bytes, known: ContentHash) -> bool:
    """Say whether a file says what the marked one said to the letter, with as little work as possible."""
    return bool(known.says) and (_hash(octets) == known.octets or _says(statements.said(octets)) == known.says)


def changed_there(theirs: bytes, known: Iterable[ContentHash], wanted: bytes | None) -> tuple[str, ...] | None:
    """Give the fields that the other side has changed, against the marked version that has least of them.

    What it says as it is wanted by now is no change. None where it is none of them as a whole, and none of them has its
    fields marked.
    """
    marks = [one for one in known if one.says]
    if any(is_marked(theirs, one) for one in marks):
        return ()
    there, here = fields_of(theirs), fields_of(wanted) if wanted is not None else None
    found = [changed(there, one.fields, here) for one in marks if one.fields]
    return min(found, key=len, default=None)


def _says(found: Iterable[Statement]) -> str:
    """Give a hash of all that is said, in the form that ledgers have held since rusctl 0.1.0 and that never changes."""
    said = sorted(
        (one.within, one.name, one.parameters, seconds(one.value) if one.name == "TRIGGER" else one.value)
        for one in found
    )
    texts = [
        f"Statement(within={within!r}, name={name!r}, parameters={parameters!r}, value={value!r})"
        for within, name, parameters, value in said
    ]
    whole = f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"
    return _hash(whole.encode("utf-8", "surrogatepass"))


def _hash(octets: bytes) -> str:
    return sha256(octets).hexdigest()[:HASH].translate(_LETTERS)


def uids(octets: bytes) -> frozenset[str]:
    """Give the UIDs in a file."""
    return frozenset(
        one.value for one in statements.lines(octets) if one.name == "UID" and one.within[-1:] != ("VALARM",)
    )


def version(octets: bytes) -> int:
    """Give the SEQUENCE in a file, 0 where it has none that can be one."""
    found = (one.value for one in statements.lines(octets) if one.within == EVENT and one.name == "SEQUENCE")
    return max((int(value) for value in found if _NUMBER.fullmatch(value)), default=0)


def differences(theirs: bytes, ours: bytes, only: Iterable[str] | None = None) -> Mapping[str, tuple[str, str]]:
    """Give what two versions mean otherwise, by field: the server's value and ours, "" where there is none.

    `only` names the fields that are looked at, where not all are.
    """
    there, here = fields_of(theirs), fields_of(ours)
    names = [name for name in dict.fromkeys((*FIELDS, *here, *there)) if only is None or name in only]
    found = {name: (there.get(name, ""), here.get(name, "")) for name in names}
    return {name: values for name, values in found.items() if values[0] != values[1]}


class RemoteReading(NamedTuple):
    """What a version of an event says, for people: when it is, where that can be read, and its properties by name."""

    when: Days | Hours | None
    values: Mapping[str, str]


def reading(octets: bytes, zone: str) -> RemoteReading:
    """Read a version of an event; times are on the clock of the zone."""
    fields = fields_of(octets)
    return RemoteReading(_when(fields, zone), fields)


def _when(fields: Mapping[str, str], zone: str) -> Days | Hours | None:
    if START not in fields:
        return None
    try:
        start = _moment(fields[START], zone)
        end = _moment(fields[END], zone) if END in fields else None
    except (ValueError, OverflowError):
        return None
    if isinstance(start, dt.datetime) and (end is None or isinstance(end, dt.datetime)):
        return Hours(start=start, end=end)
    if isinstance(start, dt.datetime) or end is None or isinstance(end, dt.datetime) or end <= start:
        return None
    return Days(first=start, last=end - dt.timedelta(days=1))


def _moment(text: str, zone: str) -> dt.date:
    """Give a day, or a time on the clock of the zone; ValueError where it is neither, or its own zone is not known."""
    if len(text) == _DAY:
        return dt.datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    time = dt.datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    return time.astimezone(clock.zone(zone)).replace(tzinfo=None)
