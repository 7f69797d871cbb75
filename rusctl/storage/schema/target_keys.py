"""The keys of config/targets.toml: where calendars are published, and how; no key takes a secret."""

from typing import Any

from rusctl.language.message import msg
from rusctl.model.plan import Source
from rusctl.storage.schema import records
from rusctl.storage.schema.forms import BAD, Choice, Faults, Flag, Listed, Number, Pattern, fault, key_at
from rusctl.storage.schema.mail_keys import MAIL
from rusctl.storage.schema.string_patterns import slug, text
from rusctl.storage.schema.tables import Key, Keys, Records, Table

FOLDER, CALDAV = "folder", "caldav"


class Address(Pattern):
    """The address of a server; what is wrong with it is said without it, since people put passwords into addresses."""

    def __init__(self) -> None:
        super().__init__(r"https?://[^\s<>\"\\^`{|}?#]+", msg("an address that begins with https://"))

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the address, with no space at its ends."""
        found: Faults = []
        read = super().read(value, at, found)
        if read is not BAD or type(value) is not str:
            faults.extend(found)
            return read
        return fault(
            faults, "invalid-value", at, msg("{key} must be {expected}", key=key_at(at), expected=self.expected)
        )


address = Address()
variable = Pattern(r"[A-Za-z_][A-Za-z0-9_]*", msg("the name of an environment variable, such as CALENDAR_PASSWORD"))

_TARGET: Keys = {
    "id": Key(slug, "the target's own short name, for rusctl publish --to", required=True),
    "kind": Key(
        Choice([FOLDER, CALDAV]), "folder: feeds on a shared drive or a web server; caldav: a server", required=True
    ),
    "path": Key(text, "the folder that feeds are written to, as seen from the project's folder"),
    "windows": Key(Flag(), "show what has no day yet, too, as a span so marked"),
    "todo": Key(Flag(), "give the milestones as tasks (VTODO), too, in a file of their own"),
    "deadlines": Key(Flag(), "give the deadlines round meetings, too, in a file of their own; in a folder only"),
    "url": Key(address, "the server's address, or its folder of calendars"),
    "calendar": Key(text, "the calendar there; made the first time, where it is missing"),
    "user": Key(text, "who logs in"),
    "password_command": Key(Listed(text), "a command that prints the password, a word for each part"),
    "password_env": Key(variable, "the environment variable that holds the password"),
    "ca": Key(text, "a file of certificates (PEM) that are trusted beside the system's, as seen from the folder"),
}
TARGETS_KEYS: Keys = {
    "keep_days": Key(
        Number(0, 3_660), "days that a cancellation stays in calendars, from its date or from when it was told"
    ),
    "mail": MAIL,
    "target": Key(Records(Table(_TARGET, records.target)), "where calendars are published"),
}
