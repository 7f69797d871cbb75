"""Where a value can enter a plan, and what a hostile one may hold."""

from pathlib import Path

STRINGS = (
    "\r\nATTENDEE:mailto:x@example.org",
    "\nEND:VEVENT\nBEGIN:VEVENT",
    "\rSTATUS:CANCELLED",
    "\u2028X-A:b",
    "\x85X-A:b",
    "\x00",
    "\x1b[31m",
    "\x1b]8;;https://example.com\x1b\\x",
    "\x9b31m",
    "\x7f",
    "\u202e\u2066",
    "\u200b\u2060",
    "\ufeff",
    "[/red][bold]x[link=https://example.com]",
    '";CN="x":mailto:x@example.org',
    "; , : ^n ^'",
    "\\n\\N\\;",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>&amp;",
    "]]> --> <!--",
    "\n::error::x",
    "%0A::warning::x",
    "\ud800",
    "å" * 3_000,
    '"]; click n1 "javascript:x"',
    "](javascript:x) | `x` ![x](x)",
    "\tBcc: x@example.org",
    "{title} %s %(x)s {0}",
    "\U000e0041\U0001f3f4",
)

FILES = {
    "events.toml": """
[[event]]
id = "ett"
kind = "dialog"
municipality = "norra"
start = 2018-12-03T13:00:00
end = 2018-12-03T16:30:00
status = "confirmed"
title = @event-title@
venue = @event-venue@
room = @event-room@
note = @event-note@
dnr = @event-dnr@
url = @event-url@
source = @event-source@
roles = ["grupp"]

[[event.earlier]]
date = 2018-11-14
stated = 2018-11-06
source = @earlier-source@
reason = @earlier-reason@

[[event]]
id = "tva"
kind = "dialog"
municipality = "norra"
window = { from = 2019-01-01, to = 2019-02-01, text = @event-window@ }
status = "planned"
""",
    "config/process.toml": """
name = @process-name@
region = @process-region@
timezone = "Europe/Stockholm"
language = "sv"
contact = @process-contact@
uid_domain = @process-domain@
period = { from = 2018-09-03, to = 2020-06-16 }
source = @process-source@

[kinds]
dialog = { sv = @kind-name@, en = "Dialogue" }

[[body]]
id = "namnd"
name = @body-name@

[[milestone]]
id = "m-ett"
title = { sv = @milestone-title@, en = "One" }
body = "namnd"
baseline = 2019-02-18
date = 2019-06-16
note = @milestone-note@
dnr = @milestone-dnr@
source = @milestone-source@

[[milestone.earlier]]
date = 2019-04-21
stated = 2019-01-15
reason = @milestone-reason@

[[milestone]]
id = "m-tva"
title = "Två"
after = ["m-ett"]
window = { from = 2019-10-16, to = 2020-02-17, text = @milestone-window@ }
""",
    "config/municipalities.toml": '\n[[municipality]]\nid = "norra"\nname = @municipality-name@\n',
    "config/roles.toml": '\n[[role]]\nid = "grupp"\nname = @role-name@\ngroup = "actor"\n',
    "config/targets.toml": '\n[[target]]\nid = @target-id@\nkind = "folder"\npath = @target-path@\n',
}
HARMLESS = {
    "event-url": "https://example.org/x",
    "process-contact": "kontakt@example.org",
    "process-domain": "example.org",
    "target-id": "delad",
    "target-path": "ut",
}
PLACES = tuple(
    sorted({part for text in FILES.values() for part in text.split("@")[1::2] if part.replace("-", "").isalpha()})
)
PLACE_AT = {
    (name, number): line.split("@")[1]
    for name, text in FILES.items()
    for number, line in enumerate(text.splitlines(), 1)
    if "@" in line
}


def literal(text: str) -> str:
    """Give a text as TOML, all but letters and figures as their codes."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def value(place: str, hostile: str) -> str:
    """Give the harmless value with a hostile text in it."""
    return f"{HARMLESS.get(place, f'Namn {place}')}{hostile}"


def write(folder: Path, hostile: dict[str, str]) -> None:
    """Write the plan; places that are not named get their harmless value."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        filled = text
        for place in PLACES:
            filled = filled.replace(f"@{place}@", literal(value(place, hostile.get(place, ""))))
        path.write_text(filled, encoding="utf-8")
