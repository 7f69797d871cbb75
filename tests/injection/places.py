"""Where a value can enter a plan, and what a hostile one may hold."""

from pathlib import Path

STRINGS = (
    "\r\nATTENDEE:mailto:x",
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
    '";CN="x":mailto:x',
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
    "\tBcc: x",
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
crew = ["ledare"]
answer_by = 2018-11-26
reminder = 60
capacity = 40
questions = [@event-question@]

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

[[event]]
id = "tre"
kind = "dialog"
municipality = "sodra"
date = 2018-10-01
status = "confirmed"
title = @held-title@
roles = ["grupp"]
after = ["m-noll"]
""",
    "config/process.toml": """
name = @process-name@
region = @process-region@
timezone = "Europe/Stockholm"
language = "sv"
contact = @process-contact@
uid_domain = @process-domain@
period = { from = 2018-09-03, to = 2020-06-16 }
tour_kind = "dialog"
url = @process-url@
source = @process-source@

[kinds]
dialog = { sv = @kind-name@, en = "Dialogue" }

[[body]]
id = "namnd"
name = @body-name@
kind = "council"

[[phase]]
id = "skede"
name = { sv = @phase-name@, en = "Phase" }
from = 2018-11-01
to = 2019-02-28
source = @phase-source@

[[template]]
id = "mall"
title = @template-title@
hours = "09:00-12:00"
questions = [@template-question@]
note = @template-note@

[[milestone]]
id = "m-noll"
title = "Noll"
baseline = 2018-09-10
date = 2018-09-10
done = 2018-09-10

[[milestone]]
id = "m-ett"
title = { sv = @milestone-title@, en = "One" }
body = "namnd"
baseline = 2019-02-18
date = 2019-06-16
after = ["m-noll", { id = "ett", gap = "2 weeks" }]
duration = "6 weeks"
owner = "ledare"
note = @milestone-note@
dnr = @milestone-dnr@
source = @milestone-source@

[[milestone.journal]]
date = 2018-11-01
level = "yellow"
text = @journal-text@
source = @journal-source@

[[milestone.earlier]]
date = 2019-04-21
stated = 2019-01-15
reason = @milestone-reason@

[[milestone]]
id = "m-tva"
title = "Två"
after = ["m-ett"]
window = { from = 2019-10-16, to = 2020-02-17, text = @milestone-window@ }

[[milestone]]
id = "m-arlig"
title = "Uppföljning"
every = "year"
month = 2
day = 21
first = 2020
""",
    "config/municipalities.toml": """
[[municipality]]
id = "norra"
name = @municipality-name@
code = "9901"
lat = 59.5
lon = 16.5
population = 5000

[[municipality]]
id = "sodra"
name = @other-municipality@

[[travel]]
between = ["norra", "sodra"]
minutes = 40

[[venue]]
id = "sal"
name = @venue-name@
address = @address@
parking = @parking@
contact = @venue-contact@
rooms = [{ name = @venue-room@, capacity = 40 }]
""",
    "config/roles.toml": """
[[role]]
id = "grupp"
name = @role-name@
group = "actor"
counts_as = "samverkan"
needs = 3

[[role]]
id = "ledare"
name = @crew-name@
group = "crew"
""",
    "config/targets.toml": """
keep_days = 30

[mail]
host = "mail.example.org"
user = @mail-user@
from = @mail-from@

[[target]]
id = @target-id@
kind = "folder"
path = @target-path@
windows = true
todo = true

[[target]]
id = "server"
kind = "caldav"
url = @server-url@
calendar = @server-calendar@
user = @server-user@
""",
    "config/frame.toml": """
[[challenge]]
id = "klimat"
name = @frame-name@
source = @frame-source@

[[question]]
id = "framtid"
text = @question-text@

[[input_kind]]
id = "utmaning"
name = @input-kind-name@
""",
    "config/checks.toml": """
tentative_days = 14
privacy_ignore = [@privacy-ignore@]

[[waiver]]
rule = "weekend"
record = "m-ett"
reason = @waiver-reason@
until = 2019-06-30

[[waiver]]
rule = @waiver-rule@
reason = "obekant regel"
until = 2019-06-30

[[severity]]
rule = "RUS204"
severity = "note"
reason = @severity-reason@
until = 2019-06-30
""",
    "config/consultations.toml": """
[[consultation]]
id = "remiss"
name = @consultation-name@
about = @consultation-about@
opens = "m-noll"
closes = "m-ett"
days = 60
dnr = @consultation-dnr@
dnr_forms = [@consultation-dnr-form@]
noun = @consultation-noun@
contact = @consultation-contact@

[[consultation.question]]
id = "mal"
text = @consultation-question@

[[kind]]
id = "kommun"
name = @consultation-kind@
words = [@consultation-kind-word@]

[[disposition]]
id = "met"
name = @consultation-disposition@
change = "named"
""",
    "config/workdays.toml": """
[[school_break]]
name = @break-name@
from = 2018-12-03
to = 2019-01-08
municipalities = ["norra"]
source = @break-source@

[[meeting_day]]
body = "namnd"
days = [2019-06-17]
source = @meeting-source@

[[election]]
date = 2018-09-09
source = @election-source@

[[busy]]
id = "upptagen"
file = "busy/upptagen.txt"
name = @busy-name@
roles = ["grupp"]

[propose]
notice_days = 5
rest_days = 1
home = "norra"
quiet = []
""",
    "busy/upptagen.txt": """period 2018-09-03 2020-06-16
2018-12-03T13:00 2018-12-03T17:00 @busy-title@
""",
    "config/deadlines.toml": """
[[lead]]
id = "handlingar"
body = "namnd"
before = "11 days"
title = @lead-title@
source = @lead-source@

[[follow]]
id = "adjusted"
body = "namnd"
within = "10 days"
source = @follow-source@
""",
    "config/retention.toml": """
controller = @controller@
officer = @officer@
purpose = @purpose@
legal_basis = @legal-basis@
recipients = [@retention-recipient@]

[[class]]
id = "kontakt"
what = "contact"
months = 24
decision = @retention-decision@
""",
    "config/lists.toml": """
[[list]]
headings = "abcdef"
columns = ["Titel=role"]
everybody_came = true
""",
    "config/baselines.toml": """
[[baseline]]
id = "start"
set = 2018-11-01

[[baseline.promise]]
record = "m-ett"
from = 2019-02-18
to = 2019-02-18
""",
    "config/published.toml": """
[entry.@told-uid@]
sequence = 1
fingerprint = "x"
created = 2018-11-01T00:00:00Z
modified = 2018-11-01T00:00:00Z
status = "CONFIRMED"
title = @told-title@
location = @told-location@
start = 2018-12-10T13:00:00
end = 2018-12-10T15:00:00
gone = true
feeds = ["all", "confirmed"]

[feed]
all = @told-feed@
""",
}
HARMLESS = {
    "consultation-contact": "remiss@example.org",
    "event-url": "https://example.org/x",
    "mail-from": "avsandare@example.org",
    "officer": "ombud@example.org",
    "process-contact": "kontakt@example.org",
    "process-domain": "example.org",
    "process-url": "https://example.org/sida",
    "server-url": "https://example.org/dav/",
    "target-id": "delad",
    "target-path": "ut-target-path",
    "told-uid": "borta@example.org",
    "waiver-rule": "weekend",
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
    """Give the harmless value with a hostile text in it; a file with a line for each record takes no line break.

    What is no Unicode is read as the sign for that.
    """
    held = f"{HARMLESS.get(place, f'Namn {place}')}{hostile}"
    if place != "busy-title":
        return held
    return "".join(held.encode("utf-8", "surrogatepass").decode("utf-8", "replace").splitlines())


def write(folder: Path, hostile: dict[str, str]) -> None:
    """Write the plan; places that are not named get their harmless value."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        filled = text
        for place in PLACES:
            held = value(place, hostile.get(place, ""))
            filled = filled.replace(f"@{place}@", literal(held) if name.endswith(".toml") else held)
        path.write_bytes(filled.encode("utf-8", "surrogatepass"))
