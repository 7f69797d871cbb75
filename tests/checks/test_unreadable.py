"""A key that cannot be read hides nothing else and makes nothing else up: tried for each key of a faulty plan."""

import copy
import datetime as dt
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from rusctl.services.planning.checking import findings_of
from rusctl.storage.plan import read_plan
from tests.checks.conftest import PROCESS, Ask

PLAN = {
    "events.toml": """
[[event]]
id = "sala"
kind = "kommundialog"
municipality = "sala"
start = 2018-11-12T09:00:00
end = 2018-11-12T12:00:00
status = "confirmed"
venue = "Folkets hus"
room = "A"
roles = ["politiker"]
crew = ["projektledare"]
capacity = 40
answer_by = 2018-11-10
owner = "projektledare"
after = [{ id = "start", gap = "2 days" }]
not_before = 2018-11-10
not_after = 2018-11-30
[[event]]
id = "kungsor"
kind = "kommundialog"
municipality = "kungsor"
start = 2018-11-12T11:00:00
end = 2018-11-12T14:00:00
status = "tentative"
venue = "Folkets hus"
room = "A"
roles = ["politiker"]
crew = ["projektledare"]
reminder = 30
[[event]]
id = "arboga"
kind = "kommundialog"
municipality = "arboga"
date = 2018-11-17
status = "planned"
[[event]]
id = "gammal"
kind = "mote"
municipality = "arboga"
date = 2018-10-17
status = "tentative"
""",
    "config/process.toml": """
name = "Strategi"
region = "Region"
timezone = "Europe/Stockholm"
language = "sv"
contact = "rus@example.org"
uid_domain = "rus.example.org"
period = { from = 2018-01-01, to = 2020-12-31 }
tour_kind = "kommundialog"
[kinds]
kommundialog = { sv = "Kommundialog" }
mote = "Möte"
[[body]]
id = "fullmaktige"
name = "Fullmäktige"
kind = "council"
[[body]]
id = "styrelsen"
name = "Styrelsen"
kind = "board"
[[milestone]]
id = "start"
title = "Start"
date = 2018-11-09
owner = "projektledare"
[[milestone]]
id = "opens"
title = "Remissen öppnar"
date = 2019-06-20
owner = "projektledare"
after = ["start"]
[[milestone]]
id = "closes"
title = "Remissen stänger"
date = 2019-08-15
after = ["opens"]
owner = "projektledare"
[[milestone]]
id = "board"
title = "Styrelsen"
body = "styrelsen"
baseline = 2020-02-01
date = 2020-02-10
after = [{ id = "closes", gap = "5 workdays" }]
owner = "projektledare"
[[milestone]]
id = "council"
title = "Fullmäktige"
body = "fullmaktige"
date = 2020-02-18
after = ["board"]
owner = "projektledare"
[[milestone]]
id = "review"
title = "Översyn"
date = 2031-01-10
after = ["council"]
owner = "ordforande"
[[milestone]]
id = "yearly"
title = "Rapport"
every = "year"
month = 2
day = 21
first = 2025
owner = "projektledare"
""",
    "config/municipalities.toml": """
[[municipality]]
id = "sala"
name = "Sala"
code = "1981"
lat = 59.9
lon = 16.6
population = 22000
[[municipality]]
id = "kungsor"
name = "Kungsör"
[[municipality]]
id = "arboga"
name = "Arboga"
[[municipality]]
id = "koping"
name = "Köping"
[[travel]]
between = ["sala", "kungsor"]
minutes = 90
[[travel]]
between = ["sala", "arbooga"]
minutes = 80
""",
    "config/roles.toml": """
[[role]]
id = "politiker"
name = "Politiker"
group = "actor"
counts_as = "samverkan"
needs = 3
[[role]]
id = "projektledare"
name = "Projektledare"
group = "crew"
vacant_from = 2018-11-11
vacant_until = 2018-11-20
[[role]]
id = "ordforande"
name = "Ordförande"
group = "crew"
vacant_from = 2030-11-11
""",
    "config/checks.toml": """
slack_days = 400
[[waiver]]
rule = "weekend"
record = "sala"
file = "events.toml"
reason = "x"
until = 2018-12-01
[[waiver]]
rule = "weekends"
record = "sala"
reason = "x"
until = 2018-12-01
[[waiver]]
rule = "weekend"
record = "sala"
reason = "x"
until = 2018-10-01
[[waiver]]
rule = "past-not-held"
record = "gammal"
file = "events.toml"
reason = "x"
until = 2018-12-01
[[severity]]
rule = "weekend"
severity = "error"
reason = "x"
until = 2018-12-01
[[severity]]
rule = "weekendss"
severity = "error"
reason = "x"
until = 2018-12-01
[[severity]]
rule = "little-slack"
severity = "error"
reason = "x"
until = 2018-10-01
[[consultation]]
opens = "opens"
closes = "closes"
days = 90
[[consultation]]
opens = "opns"
closes = "closes"
[[review]]
adopted = "council"
review = "review"
[[review]]
adopted = "councl"
review = "review"
""",
    "config/workdays.toml": """
[[school_break]]
name = "Höstlov"
municipalities = ["sala"]
from = 2018-11-12
to = 2018-11-12
[[school_break]]
name = "Lov"
municipalities = ["arboga", "salaa"]
from = 2018-11-20
to = 2018-11-14
[[meeting_day]]
body = "fullmaktige"
days = [2018-11-12, 2020-02-19]
[[meeting_day]]
body = "styrelsen"
days = [2020-02-10]
[[meeting_day]]
body = "fullmaktig"
days = [2020-02-10]
[[election]]
date = 2022-09-11
[[election]]
date = 2026-09-13
[[busy]]
id = "arbete"
file = "busy/arbete.txt"
crew = ["projektledare"]
[[busy]]
id = "annat"
file = "busy/annat.txt"
roles = ["folk"]
municipality = "kungsors"
[[busy]]
id = "orten"
file = "busy/orten.txt"
municipality = "kungsor"
[propose]
notice_days = 14
home = "salla"
share = [["sala", "koping"], ["arboga", "kopin"]]
""",
    "busy/arbete.txt": "2018-11-12T09:00 2018-11-12T10:00\n",
    "busy/annat.txt": "2018-11-12T09:00 2018-11-12T10:00\n",
    "busy/orten.txt": "2018-11-12T12:00 2018-11-12T13:00\n",
    "config/deadlines.toml": """
[[lead]]
id = "board"
body = "fullmaktige"
before = "3 weeks"
[[lead]]
id = "summons"
body = "fullmaktige"
before = "4 workdays"
[[lead]]
id = "papers"
title = "Handlingar"
body = "fullmaktige"
before = "1 day"
of = "agenda"
[[lead]]
id = "submission"
title = "Inlämning"
body = "fullmaktige"
before = "1 day"
of = "papers"
[[lead]]
id = "notice"
body = "fullmaktige"
before = "1 day"
of = "papers"
[[lead]]
id = "papers2"
title = "Handlingar"
body = "fullmaktig"
before = "1 day"
of = "agendaa"
[[follow]]
id = "adjusted"
body = "fullmaktige"
within = "30 days"
[[follow]]
id = "announced"
body = "fullmaktiga"
within = "30 days"
""",
    "config/targets.toml": """
keep_days = 30
[[target]]
id = "webb"
kind = "folder"
path = "config"
deadlines = true
[[target]]
id = "grupp"
kind = "caldav"
url = "https://rus:x@example.org/"
calendar = "rus"
user = "rus"
password_command = ["echo", "x"]
[[target]]
id = "grupp2"
kind = "caldav"
url = "https://example.org/"
calendar = "rus"
[mail]
host = "mail.example.org"
security = "none"
user = "rus"
""",
    "config/retention.toml": """
controller = "Region"
legal_basis = "x"
[[class]]
id = "a"
what = "contact"
months = 12
decision = "x"
""",
    "config/lists.toml": """
[[list]]
headings = "abcdef"
columns = ["Titel=role"]
everybody_came = true
""",
    "config/baselines.toml": """
[[baseline]]
id = "b"
set = 2018-11-01
[[baseline.promise]]
record = "council"
from = 2020-02-01
to = 2020-02-01
""",
    "config/published.toml": """
[entry."sala@rus.example.org"]
sequence = 1
fingerprint = "abcdefghijklmnopabcdefghijklmnop"
created = 2018-11-06T00:00:00Z
modified = 2018-11-07T00:00:00Z
status = "CONFIRMED"
title = "Kommundialog Sala"
start = 2018-11-07
end = 2018-11-07
[entry."sala@rus.example.org".given.webb]
sequence = 2
[entry."gone@rus.example.org"]
sequence = 1
fingerprint = "abcdefghijklmnopabcdefghijklmnop"
created = 2018-11-06T00:00:00Z
modified = 2018-11-07T00:00:00Z
status = "CONFIRMED"
title = "Kommundialog Sala"
start = 2018-11-07
end = 2018-11-07
""",
}
TODAY = dt.date(2018, 11, 8)
OF_THE_KEY = {"RUS004", "RUS005", "RUS006", "RUS007"}
"""What is said of the key itself."""
TRUE_ALL_THE_SAME: set[tuple[Any, ...]] = {
    ("events.toml", "event", 3, "id"),  # a waiver is for this one
    ("config/checks.toml", "waiver"),  # a waiver that cannot be read waives nothing
    ("config/process.toml", "kinds"),  # there another key is another kind
    ("config/process.toml", "contact"),  # which address is the functional mailbox is not known
    ("config/published.toml", "entry"),  # there another key is another entry
}
FILES = {name: text.encode() for name, text in PLAN.items()}
PARSED = {name: tomllib.loads(text) for name, text in PLAN.items() if name.endswith(".toml")}


def found(parsed: dict[str, Any]) -> set[tuple[str, str, int]]:
    return {(one.code, one.file, one.line) for one in findings_of(read_plan(FILES, parsed=parsed), TODAY)}


def keys(value: Any, *route: Any) -> Iterator[tuple[Any, ...]]:
    """Give the place of each key in a table or a list of tables."""
    for step, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(value, dict):
            yield (*route, step)
        yield from keys(one, *route, step)


def spoilt(name: str, route: tuple[Any, ...], *, misspelt: bool) -> dict[str, Any]:
    """Give the plan in which a key has a value of a kind that it does not take, or another name."""
    parsed = {**PARSED, name: copy.deepcopy(PARSED[name])}
    table: Any = parsed[name]
    for step in route[:-1]:
        table = table[step]
    value = table.pop(route[-1])
    if misspelt:
        table[f"{route[-1]}x"] = value
    else:
        table[route[-1]] = "x" if isinstance(value, float) else 3.25
    return parsed


@pytest.mark.parametrize("name", PARSED)
def test_what_cannot_be_read_makes_no_other_finding(name: str) -> None:
    before = found(PARSED)
    assert len(before) > len(PARSED)
    wrong = {}
    for route in keys(PARSED[name]):
        for misspelt in (False, True):
            more = found(spoilt(name, route, misspelt=misspelt)) - before
            more = {one for one in more if one[0] not in OF_THE_KEY}
            if more and not {(name, route[0]), (name, *route)} & TRUE_ALL_THE_SAME:
                wrong[route, misspelt] = more
    assert wrong == {}


WAIVER = """
[[waiver]]
rule = "weekend"
record = "sala"
reason = "kommunen bad om det"
until = 2018-11-30
"""
SATURDAYS = """
[[event]]
id = "sala"
kind = "kommundialog"
date = 2018-11-17
status = "confirmed"

[[event]]
id = "koping"
kind = "kommundialog"
date = 2018-11-17
status = "confirmed"
"""


def test_a_waiver_whose_record_cannot_be_read_waives_nothing(ask: Ask) -> None:
    assert len(ask("weekend", events=SATURDAYS, checks=WAIVER)) == 1
    for bad in (WAIVER.replace('"sala"', "1"), WAIVER.replace("record", "recrod"), WAIVER + "file = 1\n"):
        assert len(ask("weekend", events=SATURDAYS, checks=bad)) == 2
        assert check_unused(bad) == []


def check_unused(waivers: str) -> list[int]:
    files = {"events.toml": SATURDAYS.encode(), "config/process.toml": PROCESS, "config/checks.toml": waivers.encode()}
    return [one.line for one in findings_of(read_plan(files), TODAY) if one.name == "waiver-unused"]


def test_the_rest_of_a_waiver_is_looked_at(ask: Ask) -> None:
    for key, bad in (("reason", 'reason = "kommunen bad om det"'), ("until", "until = 2018-11-30")):
        text = WAIVER.replace("weekend", "weekends").replace(bad, f"{key} = 1.5")
        assert len(ask("waiver-unknown-rule", checks=text)) == 1
    expired = WAIVER.replace("2018-11-30", "2018-10-01").replace('"kommunen bad om det"', "1")
    assert len(ask("waiver-expired", checks=expired)) == 1
    unused = WAIVER.replace('"sala"', '"vasteras"').replace('"kommunen bad om det"', "1")
    assert len(check_unused(unused)) == 1


def test_a_waiver_may_be_for_what_cannot_be_read() -> None:
    waiver = WAIVER.replace('"sala"', '"koping"')
    monday = SATURDAYS.replace("2018-11-17", "2018-11-19")
    for events, lines in ((monday, [2]), (monday.replace("2018-11-19", "1"), []), (monday.replace('"sala"', "1"), [])):
        files = {"events.toml": events.encode(), "config/process.toml": PROCESS, "config/checks.toml": waiver.encode()}
        loaded = read_plan(files)
        assert [one.line for one in findings_of(loaded, TODAY) if one.name == "waiver-unused"] == lines


def test_the_rest_of_a_changed_severity_is_looked_at(ask: Ask) -> None:
    text = '[[severity]]\nrule = "weekends"\nseverity = "bad"\nreason = "x"\nuntil = 2018-10-01\n'
    assert len(ask("waiver-unknown-rule", checks=text)) == 1
    assert len(ask("waiver-expired", checks=text)) == 1
    assert ask("waiver-unknown-rule", checks=text.replace('"weekends"', "1")) == []


def targets(text: str, *rules: str) -> list[str]:
    loaded = read_plan({**FILES, "config/targets.toml": text.encode()})
    return [one.code for one in findings_of(loaded, TODAY) if one.file == "config/targets.toml" and one.code in rules]


def test_the_rest_of_a_target_is_looked_at() -> None:
    folder = '[[target]]\nid = 1\nkind = "folder"\npath = ".git"\n'
    assert targets(folder, "RUS623") == ["RUS623"]
    assert targets(folder.replace("id = 1", 'id = "webb"').replace('"folder"', '"mapp"'), "RUS623") == ["RUS623"]
    server = '[[target]]\nid = "moln"\nkind = "caldv"\nurl = "https://rus:hemligt@example.org/"\ncalendar = "rus"\n'
    assert targets(server, "RUS620", "RUS621") == ["RUS621"]
    lacking = '[[target]]\nid = "moln"\nkind = "caldav"\nurl = 1\ncalendar = "rus"\n'
    assert targets(lacking, "RUS620") == ["RUS620"]
    assert targets(lacking + 'usr = "rus"\n', "RUS620") == []
    mail = '[mail]\nhost = 1\nsecurity = "none"\nuser = "rus"\n'
    assert targets(mail, "RUS622") == ["RUS622"]


def test_a_misspelt_key_that_names_where_the_password_is_holds_no_password() -> None:
    target = '[[target]]\nid = "moln"\nkind = "caldav"\nurl = "https://example.org/"\ncalendar = "rus"\nuser = "rus"\n'
    assert targets(target + 'password_comand = ["pass"]\n', "RUS004", "RUS621") == ["RUS004"]
    assert targets(target + 'password = "hemligt"\n', "RUS004", "RUS621") == ["RUS004", "RUS621"]


LEADS = """
[[lead]]
id = "papers"
title = "Handlingar"
body = "fullmaktige"
before = "1 day"
of = "agenda"

[[lead]]
id = "submission"
title = "Inlämning"
body = "fullmaktige"
before = "1 day"
of = "papers"
"""


def test_a_lead_time_that_cannot_be_read_is_there_all_the_same(ask: Ask) -> None:
    unknown = '"agenda" is not a lead time of fullmaktige; declare it, or take it out'
    assert ask("unknown-lead-time", deadlines=LEADS) == [(7, unknown)]
    assert ask("unknown-lead-time", deadlines=LEADS.replace('"1 day"', "1", 1)) == [(7, unknown)]
    assert ask("unknown-lead-time", deadlines=LEADS.replace('"papers"', "1", 1)) == []
    assert ask("unknown-lead-time", deadlines=LEADS.replace('"fullmaktige"', "1", 1)) == []


def test_a_body_that_a_lead_time_names_is_looked_up(ask: Ask) -> None:
    process = PLAN["config/process.toml"]
    follow = '[[follow]]\nid = "adjusted"\nbody = "styrelse"\nwithin = "10 days"\n'
    wrong = LEADS.replace("fullmaktige", "fullmaktge", 1) + follow
    assert ask("unknown-body", process=process, deadlines=wrong) == [
        (5, '"fullmaktge" is not a body; did you mean "fullmaktige"?'),
        (17, '"styrelse" is not a body; did you mean "styrelsen"?'),
    ]
    assert ask("unknown-body", process=process, deadlines=wrong.replace('"1 day"', "1").replace('"10 days"', "1")) != []


def test_what_has_no_name_that_can_be_read_is_called_by_its_id(ask: Ask) -> None:
    process = PLAN["config/process.toml"].replace('name = "Fullmäktige"', "name = {}")
    days = '[[meeting_day]]\nbody = "fullmaktige"\ndays = [2020-02-19]\n'
    assert [text for _, text in ask("not-a-meeting-day", process=process, workdays=days)] == [
        "council is on 2020-02-18, when fullmaktige does not meet; its nearest meeting is 2020-02-19"
    ]
