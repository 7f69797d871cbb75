"""A digest of what recipients see of an entry: the same in every run, under every Python, for every target."""

import datetime as dt
from hashlib import sha256

from rusctl.calendar.ics.entry import Entry, Organizer
from rusctl.model.plan import Days, Hours

# In the order they are digested. What is left out is the numbers and times that say which version it is.
FIELDS = (
    "uid",
    "when",
    "summary",
    "status",
    "transp",
    "busystatus",
    "yearly",
    "description",
    "location",
    "categories",
    "url",
    "organizer",
    "reminders",
)
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_LENGTH = 32  # of 64: 128 bits


def fingerprint(entry: Entry) -> str:
    """Give the digest, in letters alone: a run of digits in a file could be taken for a telephone number.

    A field that is empty does not count, so that a field added some day changes no digest of what lacks it.
    """
    shown = ((name, _text(getattr(entry, name))) for name in FIELDS)
    # The texts of an entry hold no control characters but line feed and tab, so these part them beyond doubt.
    whole = "\x1e".join(f"{name}\x1f{text}" for name, text in shown if text)
    return sha256(whole.encode()).hexdigest()[:_LENGTH].translate(_LETTERS)


def _text(value: object) -> str:
    match value:
        case Hours():
            return f"{value.start.isoformat()}/{value.end.isoformat()}"
        case Days():
            return f"{value.first.isoformat()}/{value.last.isoformat()}"
        case Organizer():
            return f"{value.mailbox}\x1d{value.name}"
        case dt.timedelta():
            return f"{value // dt.timedelta(seconds=1)}"
        case tuple():
            return "\x1d".join(map(_text, value))
        case bool():
            return "yes" if value else ""
        case None:
            return ""
        case _:
            return str(value)
