"""The invented region's plan: ten municipalities, three kinds of meeting, a frame and who came; no place is a place."""

import random
from collections.abc import Iterator

MUNICIPALITIES = (
    ("almhed", "Almhed", 5_210),
    ("bjorkmo", "Björkmo", 12_480),
    ("dalstrand", "Dalstrand", 8_930),
    ("ekfors", "Ekfors", 6_140),
    ("granvik", "Granvik", 64_700),
    ("hagasund", "Hagasund", 9_870),
    ("lovnas", "Lövnäs", 4_360),
    ("mellanbo", "Mellanbo", 15_220),
    ("norrtuna", "Norrtuna", 23_900),
    ("sjotorp", "Sjötorp", 7_050),
)
HEARD = tuple(name for name, _, _ in MUNICIPALITIES if name != "lovnas")
DAYS = (
    *("2024-09-17", "2024-09-19", "2024-09-24", "2024-09-26", "2024-10-01"),
    *("2024-10-03", "2024-10-08", "2024-10-10", "2024-10-15", "2024-10-17"),
)
CANCELLED = "lovnas"
OTHERS = (
    ("naringsliv-almhed", "naringslivsmote", "almhed", "2024-10-22"),
    ("naringsliv-granvik", "naringslivsmote", "granvik", "2024-10-24"),
    ("naringsliv-norrtuna", "naringslivsmote", "norrtuna", "2024-11-05"),
    ("unga-bjorkmo", "ungdomsverkstad", "bjorkmo", "2024-11-07"),
    ("unga-sjotorp", "ungdomsverkstad", "sjotorp", "2024-11-12"),
)
SAID_AT = {
    **dict.fromkeys(HEARD, 24),
    **{name: 16 if kind == "naringslivsmote" else 18 for name, kind, _, _ in OTHERS},
}
ROLES_AT = {
    "kommundialog": ("politiker", "politiker", "tjansteman", "tjansteman", "naringsliv", "civilsamhalle"),
    "naringslivsmote": ("naringsliv", "naringsliv", "naringsliv", "hogskola"),
    "ungdomsverkstad": ("unga", "unga", "unga", "civilsamhalle"),
}
PROCESS = """#:schema ./schema/process.schema.json

# Ett påhittat exempel: ingen plats, person eller händelse i den här mappen finns.

name = "Regional utvecklingsstrategi, Exempelregionen 2040"
region = "Exempelregionen"
timezone = "Europe/Stockholm"
language = "sv"
contact = "rus@exempelregionen.example"
uid_domain = "rus2040.exempelregionen.example"
period = { from = 2024-08-26, to = 2025-11-25 }
tour_kind = "kommundialog"
source = "påhittat exempel"

[kinds]
kommundialog = { sv = "Kommundialog", en = "Municipal dialogue" }
naringslivsmote = { sv = "Näringslivsmöte", en = "Business meeting" }
ungdomsverkstad = { sv = "Ungdomsverkstad", en = "Youth workshop" }

# Dialogen i Lövnäs ställdes in för stormens skull och hölls aldrig, så turnén är de nio andra.
[[tour]]
id = "hosten"
kind = "kommundialog"
municipalities = [{heard}]

[[body]]
id = "regionen"
name = { sv = "Exempelregionen", en = "Exempelregionen" }

[[body]]
id = "regionstyrelsen"
name = { sv = "Regionstyrelsen", en = "The regional executive board" }
kind = "board"

[[body]]
id = "regionfullmaktige"
name = { sv = "Regionfullmäktige", en = "The regional council" }
kind = "council"

[[milestone]]
id = "consultation-opens"
title = { sv = "Remissen öppnar", en = "The consultation opens" }
body = "regionen"
baseline = 2025-02-03
date = 2025-02-03
done = 2025-02-03

[[milestone]]
id = "consultation-closes"
title = { sv = "Remissen stänger", en = "The consultation closes" }
body = "regionen"
baseline = 2025-05-15
date = 2025-05-15
done = 2025-05-15
after = ["consultation-opens"]

[[milestone]]
id = "replies-compiled"
title = { sv = "Remissvaren är sammanställda", en = "The replies are compiled" }
body = "regionen"
date = 2025-08-29
done = 2025-08-29
after = ["consultation-closes"]

[[milestone]]
id = "board"
title = { sv = "Regionstyrelsen behandlar förslaget", en = "The board treats the proposal" }
body = "regionstyrelsen"
date = 2025-10-28
done = 2025-10-28
after = ["replies-compiled"]

[[milestone]]
id = "council"
title = { sv = "Regionfullmäktige beslutar", en = "The council decides" }
body = "regionfullmaktige"
baseline = 2025-11-25
date = 2025-11-25
done = 2025-11-25
after = ["board"]

[[milestone]]
id = "handing-over"
title = { sv = "Strategin lämnas över", en = "The strategy is handed over" }
body = "regionen"
date = 2025-12-19
done = 2025-12-19
after = ["council"]

[[milestone]]
id = "action-plan"
title = { sv = "Handlingsplanen är klar", en = "The plan of action is ready" }
body = "regionen"
baseline = 2026-05-29
date = 2026-05-29
done = 2026-05-29
after = ["council"]

[[milestone]]
id = "review"
title = { sv = "Strategin ses över", en = "The strategy is reviewed" }
body = "regionen"
window = { from = 2030-01-01, to = 2030-08-31, text = "före valet 2030" }
after = ["council"]
"""
FRAME = """#:schema ./schema/frame.schema.json

# Det som inspelen sorteras under, och det som frågades på dialogerna. Påhittat exempel.
"""
STRATEGY = """#:schema ./schema/strategy.schema.json

# Två versioner av strategins text. Påhittat exempel.

[[version]]
id = "remiss"
name = "Remissversionen"
date = 2025-02-03

[[version]]
id = "antagen"
name = "Den antagna strategin"
date = 2025-11-25

[[change]]
version = "antagen"
paragraph = "p007"
reason = "Dialogerna visade att kvällarna är svårast"

[[change]]
version = "antagen"
paragraph = "p004"
how = "gone"
reason = "Hänvisningen hör hemma på webbplatsen"

[[change]]
version = "antagen"
paragraph = "p047"
how = "split"
of = ["p022"]

[[change]]
version = "antagen"
paragraph = "p044"
how = "merged"
of = ["p045"]
"""
COMMITMENTS = """#:schema ./schema/commitments.schema.json

# Gemensamma åtaganden. Påhittat exempel.

[[commitment]]
id = "yrkesutbildning"
what = "En gemensam yrkesutbildning för hela länet"
who = ["Exempelregionen", "Norrtuna", "Mellanbo"]
by = 2040-12-31
inputs = ["GRANVIK-023", "HAGASUND-002"]
paragraph = "p018"
"""
FOLLOW_UP = """#:schema ./schema/follow-up.schema.json

# Uppföljningen. Påhittat exempel, också siffrorna.

[[indicator]]
id = "sysselsattning"
name = { sv = "Sysselsatta 20–64 år", en = "Employed, aged 20–64" }
unit = "procent"
source = "Påhittad tabell"
themes = ["nara", "sysselsattning"]
people = true
better = "higher"
base = 2022
goal = 82
goal_gap = 2
goal_year = 2040
points = ["8.1a"]

[[indicator.value]]
year = 2022
total = 77.5
women = 75.8
men = 79.1

[[indicator.value]]
year = 2023
total = 77.9
women = 76.4
men = 79.3

[[indicator.value]]
year = 2024
total = 78.6
women = 77.3
men = 79.8

[[indicator]]
id = "sjukhus"
name = { sv = "Når ett sjukhus kollektivt på en timme", en = "Reach a hospital by public transport in an hour" }
unit = "procent"
source = "Påhittad tabell"
themes = ["nara"]
better = "higher"
base = 2022
goal = 90
goal_year = 2030
points = ["8.1d"]

[[indicator.value]]
year = 2022
total = 71

[[programme]]
id = "trafikprogram"
name = { sv = "Trafikförsörjningsprogrammet", en = "The public transport programme" }
by = "Exempelregionen"
version = "antagen"
paragraphs = ["p007", "p014"]
"""
HEADINGS = (
    ("challenge", "aldrande", "En åldrande befolkning", "An ageing population"),
    ("challenge", "klimat", "Klimatet", "The climate"),
    ("challenge", "kompetens", "Brist på kompetens", "Lack of skills"),
    ("challenge", "avstand", "Långa avstånd", "Long distances"),
    ("priority", "resor", "Resor och transporter", "Travel and transport"),
    ("priority", "naringsliv", "Ett levande näringsliv", "Thriving business"),
    ("priority", "boende", "Bostäder och livsmiljöer", "Housing and places to live"),
    ("priority", "digitalt", "Digital tillgång", "Digital access"),
    ("equality", "sysselsattning", "Sysselsättning", "Employment"),
    ("equality", "utbildning", "Utbildning", "Education"),
    ("equality", "foretagande", "Företagande", "Enterprise"),
    ("equality", "infrastruktur", "Infrastruktur", "Infrastructure"),
    ("equality", "halsa", "Hälsa", "Health"),
    ("equality", "trygghet", "Trygghet", "Safety"),
    ("target", "nara", "Ett nära Exempelregionen", "Exempelregionen, close at hand"),
)
QUESTIONS = (
    ("utmaningar", "Vilka utmaningar ser ni fram till 2040?", "Which challenges do you see until 2040?"),
    ("mojligheter", "Vilka möjligheter ser ni?", "Which opportunities do you see?"),
    ("forst", "Vad bör göras först?", "What should be done first?"),
    ("tillsammans", "Vad kan vi göra tillsammans?", "What can we do together?"),
)


ROLES = (
    ("politiker", "Politiker", "Elected politicians", "samverkan"),
    ("tjansteman", "Tjänstepersoner", "Civil servants", "samverkan"),
    ("naringsliv", "Näringsliv", "Business", "samråd"),
    ("hogskola", "Högskola", "Higher education", "samverkan"),
    ("civilsamhalle", "Civilsamhälle", "Civil society", "samråd"),
    ("unga", "Unga", "Young people", ""),
    ("projektledare", "Projektledare", "Project leader", "crew"),
)


def _role(role: tuple[str, str, str, str]) -> str:
    name, sv, en, counts_as = role
    group = "crew" if counts_as == "crew" else "actor"
    counted = f'counts_as = "{counts_as}"\n' if counts_as not in {"", "crew"} else ""
    return f'\n[[role]]\nid = "{name}"\nname = {{ sv = "{sv}", en = "{en}" }}\ngroup = "{group}"\n{counted}'


def kind_of(event: str) -> str:
    """Give the kind of an event by its id."""
    return next((kind for name, kind, _, _ in OTHERS if name == event), "kommundialog")


def place_of(event: str) -> str:
    """Give the municipality of an event by its id."""
    return next((place for name, _, place, _ in OTHERS if name == event), event)


def files() -> dict[str, str]:
    """Give the files of the plan by name."""
    return {
        "config/process.toml": PROCESS.replace("{heard}", ", ".join(f'"{name}"' for name in HEARD)),
        "config/roles.toml": "#:schema ./schema/roles.schema.json\n\n# Påhittat exempel.\n"
        + "".join(map(_role, ROLES)),
        "config/municipalities.toml": "#:schema ./schema/municipalities.schema.json\n\n# Påhittade kommuner.\n"
        + "".join(
            f'\n[[municipality]]\nid = "{name}"\nname = "{text}"\npopulation = {people}\n'
            for name, text, people in MUNICIPALITIES
        ),
        "config/frame.toml": FRAME
        + "".join(
            f'\n[[{kind}]]\nid = "{name}"\nname = {{ sv = "{sv}", en = "{en}" }}\n' for kind, name, sv, en in HEADINGS
        )
        + "".join(
            f'\n[[question]]\nid = "{name}"\ntext = {{ sv = "{sv}", en = "{en}" }}\n' for name, sv, en in QUESTIONS
        ),
        "config/strategy.toml": STRATEGY,
        "config/commitments.toml": COMMITMENTS,
        "config/follow-up.toml": FOLLOW_UP,
        "events.toml": "#:schema ./config/schema/events.schema.json\n\n# Dialogerna hösten 2024. Påhittat exempel.\n"
        + "".join(events()),
    }


def events() -> Iterator[str]:
    """Give each event as it stands in its file."""
    for (name, _, _), day in zip(MUNICIPALITIES, DAYS, strict=True):
        gone = name == CANCELLED
        yield _event(name, "kommundialog", name, f"{day}T09:00:00\nend = {day}T12:00:00", gone=gone)
    for name, kind, place, day in OTHERS:
        yield _event(name, kind, place, f"{day}T13:00:00\nend = {day}T16:00:00", gone=False)


def _event(name: str, kind: str, place: str, start: str, *, gone: bool) -> str:
    status = 'status = "cancelled"\nreason = "stormvarning"\n' if gone else 'status = "held"\n'
    return f'\n[[event]]\nid = "{name}"\nkind = "{kind}"\nmunicipality = "{place}"\nstart = {start}\n{status}'


def people() -> list[tuple[str, str, str]]:
    """Give how many of each role came to each event; some so few that their number is not shown."""
    chance = random.Random(len(MUNICIPALITIES))  # noqa: S311 - the same numbers every time
    return [
        (event, role, str(chance.choice((2, 3, 6, 7, 8, 9, 11, 12, 14))))
        for event in SAID_AT
        for role in dict.fromkeys(ROLES_AT[kind_of(event)])
    ]
