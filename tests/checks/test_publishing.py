"""What is not told yet, told under another's id, or told too high; and what must not stand in targets.toml."""

import datetime as dt

import pytest

from rusctl.checks.run import run
from rusctl.language.catalogue import Language
from rusctl.services.planning.checking import facts
from rusctl.storage.files.names import EVENTS, PROCESS, PUBLISHED, TARGETS
from rusctl.storage.plan import lines_in, read_plan

PROCESS_TEXT = """
name = "RUS"
region = "Region Exempel"
timezone = "Europe/Stockholm"
uid_domain = "rus.example.org"
period = { from = 2018-11-06, to = 2018-12-20 }
"""
SALA = '[[event]]\nid = "sala"\nkind = "d"\ndate = 2018-11-26\nstatus = "confirmed"\n'
TOLD = """
[entry."sala@rus.example.org"]
sequence = 0
fingerprint = "x"
created = 2018-11-06T00:00:00Z
modified = 2018-11-06T00:00:00Z
status = "CONFIRMED"
title = "d"
start = 2018-11-26
end = 2018-11-26
feeds = ["all"]
"""
GONE = f"{TOLD}cancelled = 2018-11-07\ngone = true\n"
TODAY = dt.date(2018, 11, 8)


def found(name: str, **texts: str) -> list[tuple[str, int, str]]:
    names = {"events": EVENTS, "targets": TARGETS, "published": PUBLISHED}
    files = {EVENTS: b"", PROCESS: PROCESS_TEXT.encode()} | {names[key]: text.encode() for key, text in texts.items()}
    loaded = read_plan(files)
    say = Language("en").text
    findings = run(facts(loaded, TODAY), lines_in(loaded))
    return [(one.file, one.line, say(one.message)) for one in findings if one.name == name]


def test_who_has_only_invited_is_not_told_of_events_that_no_calendar_shows() -> None:
    events = SALA + SALA.replace('"sala"', '"ny"')
    invited = TOLD.replace('feeds = ["all"]\n', "")
    assert found("not-published", events=events, published=invited) == [
        (EVENTS, 2, "subscribers do not know of the change of sala; run rusctl publish")
    ]


@pytest.mark.parametrize(
    ("events", "published", "place", "text"),
    [
        (
            SALA + SALA.replace('"sala"', '"ny"'),
            TOLD,
            (EVENTS, 2),
            "subscribers do not know of the change of sala",
        ),
        (SALA + SALA.replace('"sala"', '"ny"'), TOLD, (EVENTS, 7), "subscribers do not know of ny"),
        ("", TOLD, (PUBLISHED, 2), "subscribers do not know that sala is cancelled"),
        (SALA.replace("confirmed", "cancelled"), TOLD, (EVENTS, 2), "subscribers do not know that sala is cancelled"),
    ],
)
def test_what_calendars_have_not_been_told(events: str, published: str, place: tuple[str, int], text: str) -> None:
    assert (*place, f"{text}; run rusctl publish") in found("not-published", events=events, published=published)


def test_nothing_is_said_to_be_off_where_the_events_could_not_be_read() -> None:
    conflict = f"<<<<<<< HEAD\n{SALA}=======\n>>>>>>> other\n"
    assert found("not-published", events=conflict, published=TOLD) == []
    assert found("invalid-toml", events=conflict, published=TOLD) == [
        (EVENTS, 1, "git has left two versions here; keep one, and take out git's lines <<<<<<<, ======= and >>>>>>>")
    ]


def test_a_folder_that_was_never_published_is_told_nothing() -> None:
    assert found("not-published", events=SALA) == []
    assert found("not-published", events=SALA, published="# nothing yet\n") == []


def test_what_is_gone_and_told_is_no_finding_and_neither_is_what_has_expired() -> None:
    assert found("not-published", published=GONE) == []
    assert found("not-published", published=GONE.replace("2018-11-26", "2018-09-26")) == []


def test_a_plan_that_no_calendar_can_hold_is_told_of_by_other_rules() -> None:
    night = SALA.replace("date = 2018-11-26", "start = 2019-03-31T02:30:00\nend = 2019-03-31T04:00:00")
    assert found("not-published", events=night, published=TOLD) == []
    assert len(found("clock-change", events=night, published=TOLD)) == 1


def test_a_milestone_may_not_take_the_id_of_what_is_gone() -> None:
    ((file, line, text),) = found("uid-reused", events=SALA, published=GONE)
    assert (file, line) == (EVENTS, 2)
    assert text == ("sala was the id of d, which calendars were told of and which is gone; give this one another id")


def test_a_damaged_ledger_is_a_finding_of_the_files() -> None:
    assert found("ledger-conflict", published=f"{TOLD}<<<<<<< HEAD\n") == [
        (PUBLISHED, 12, "git has left two versions here; rusctl publish --repair takes the higher of each entry")
    ]
    assert [(file, line) for file, line, _ in found("invalid-toml", published=f"{TOLD}what\n")] == [(PUBLISHED, 12)]
    assert found("ledger-conflict", published=f"{TOLD}what\n") == []


CALDAV = '[[target]]\nid = "g"\nkind = "caldav"\nurl = "https://example.org/dav/"\ncalendar = "c"\nuser = "u"\n'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (CALDAV, []),
        (f'{CALDAV}password_env = "X"\n', []),
        (f'{CALDAV}password_command = ["pass", "show", "rus"]\n', []),
        (f'{CALDAV}password = "hemligt-ord"\n', [7]),
        (f'{CALDAV}losenord = "hemligt-ord"\n', [7]),
        (f'{CALDAV}lösenord = "hemligt-ord"\n'.replace("lösenord", '"lösenord"'), [7]),
        (f'{CALDAV}api_token = "hemligt-ord"\n', [7]),
        (f'{CALDAV}password_command = ["echo", "hemligt-ord"]\n', [7]),
        (f'{CALDAV}password_command = ["/usr/bin/printf", "hemligt-ord"]\n', [7]),
        (CALDAV.replace("example.org", "u:hemligt-ord@example.org"), [4]),
        (CALDAV.replace("example.org/dav/", "example.org/dav/u:x@example.org"), []),
    ],
)
def test_no_secret_stands_in_the_file(text: str, lines: list[int]) -> None:
    findings = found("secret-in-file", targets=text)
    assert [line for _, line, _ in findings] == lines
    rules = ("secret-in-file", "unknown-key", "invalid-value")
    every = [said for rule in rules for _, _, said in found(rule, targets=text)]
    assert not [one for one in every if "hemligt-ord" in one]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[target]]\nid = "w"\nkind = "folder"\n', "w has no path; a target of this kind needs it"),
        (
            '[[target]]\nid = "g"\nkind = "caldav"\nuser = "u"\n',
            "g has no url, calendar; a target of this kind needs it",
        ),
    ],
)
def test_a_target_has_what_its_kind_needs(text: str, says: str) -> None:
    assert found("target-incomplete", targets=text) == [(TARGETS, 3, says)]
    assert found("target-incomplete", targets=text + 'pathh = "x"\n') == []
