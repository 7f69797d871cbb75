"""The keys of config/targets.toml: where calendars are published, and how; no key takes a secret."""

from rusctl.language.message import msg
from rusctl.storage import records
from rusctl.storage.forms import Choice, Flag, Listed, Number, Pattern
from rusctl.storage.shapes import slug, text, url
from rusctl.storage.tables import Key, Keys, Records, Table

FOLDER, CALDAV = "folder", "caldav"
variable = Pattern(r"[A-Za-z_][A-Za-z0-9_]*", msg("the name of an environment variable, such as CALENDAR_PASSWORD"))

_TARGET: Keys = {
    "id": Key(slug, "the target's own short name, for rusctl publish --to", required=True),
    "kind": Key(
        Choice([FOLDER, CALDAV]), "folder: feeds on a shared drive or a web server; caldav: a server", required=True
    ),
    "path": Key(text, "the folder that feeds are written to, as seen from the project's folder"),
    "windows": Key(Flag(), "show what has no day yet, too, as a span so marked"),
    "todo": Key(Flag(), "give the milestones as tasks (VTODO), too, in a file of their own"),
    "url": Key(url, "the server's address, or its folder of calendars"),
    "calendar": Key(text, "the calendar there; made where it is missing"),
    "user": Key(text, "who logs in"),
    "password_command": Key(Listed(text), "a command that prints the password, a word for each part"),
    "password_env": Key(variable, "the environment variable that holds the password"),
}
TARGETS_KEYS: Keys = {
    "keep_days": Key(
        Number(0, 3_660), "days that a cancellation stays in calendars, from its date or from when it was told"
    ),
    "target": Key(Records(Table(_TARGET, records.target)), "where calendars are published"),
}
