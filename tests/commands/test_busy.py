"""Busy calendars on the command line: what is kept of a calendar, what is not, and what the check says of it."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.checks.rules import RULES
from rusctl.storage.plan import read_plan
from tests.conftest import Run, golden

EVENT = """[[event]]
id = "a"
kind = "k"
start = DAYT09:00:00
end = DAYT10:00:00
status = "planned"
"""

COUNCIL = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1@example.org
DTSTART;TZID=Europe/Stockholm:20181113T090000
DTEND;TZID=Europe/Stockholm:20181113T160000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Fullmäktige: Testperson Ett talar
ORGANIZER;CN=Testperson Ett:mailto:ett@example.org
ATTENDEE;CN=Testperson Två:mailto:tva@example.org
DESCRIPTION:Ring 070-000 00 00
LOCATION:Hemma hos Testperson Ett
END:VEVENT
BEGIN:VEVENT
UID:2@example.org
DTSTART;VALUE=DATE:20181126
SUMMARY:Studieresa
END:VEVENT
BEGIN:VEVENT
UID:3@example.org
DTSTART;VALUE=DATE:20181119
TRANSP:TRANSPARENT
SUMMARY:Födelsedag
END:VEVENT
BEGIN:VEVENT
UID:4@example.org
DTSTART;TZID=Nowhere:20181119T090000
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def council(tmp_path: Path) -> str:
    path = tmp_path / "anna-andersson.ics"
    path.write_text(COUNCIL, encoding="utf-8")
    return str(path)


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".rusctl" not in path.parts
    }


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_people_see(lang: str, project: Path, council: str, rusctl: Run) -> None:
    (project / "config/workdays.toml").write_text("# Shown in a diff whatever the shipped file says.\n")
    said = []
    for words in (
        ("busy", "list"),
        ("busy", "add", council, "--name", "Fullmäktige", "--role", "politiker", "--dry-run"),
        ("busy", "add", council, "--name", "Fullmäktige", "--everyone"),
        ("busy", "list"),
        ("busy", "show", "fullmaktige"),
        ("check",),
        ("busy", "remove", "fullmaktige"),
    ):
        result = rusctl(*words, "--lang", lang)
        shown = " ".join(words).replace(council, "council.ics")
        told = (result.out + result.err).replace(council, "council.ics").replace(str(project), "PLAN")
        said.append(f"$ rusctl {shown}\n{told}")
    golden(f"busy/session.{lang}.txt", "\n".join(said))


def test_only_times_are_kept_and_no_name_anywhere(project: Path, council: str, rusctl: Run) -> None:
    assert rusctl("busy", "add", council, "--id", "c", "--crew", "projektledare").code == 0
    kept = files(project)
    assert kept["busy/c.txt"].splitlines()[1:] == [
        b"period 2018-11-06 2020-06-16",
        b"2018-11-13T09:00 2018-11-13T16:00",
        b"2018-11-20T09:00 2018-11-20T16:00",
        b"2018-11-26 2018-11-26",
        b"2018-11-27T09:00 2018-11-27T16:00",
    ]
    written = kept["busy/c.txt"].decode() + kept["config/workdays.toml"].decode()
    for secret in ("Testperson", "example.org", "070", "andersson", "Studieresa"):
        assert secret not in written


def test_titles_are_kept_when_asked_for_and_nothing_more(project: Path, council: str, rusctl: Run) -> None:
    assert rusctl("busy", "add", council, "--id", "c", "--everyone", "--titles").code == 0
    text = (project / "busy/c.txt").read_text(encoding="utf-8")
    assert "2018-11-26 2018-11-26 Studieresa\n" in text
    assert "example.org" not in text
    assert "Hemma" not in text


def test_undo_takes_back_both_files(project: Path, council: str, rusctl: Run) -> None:
    before = files(project)
    assert rusctl("busy", "add", council, "--id", "c", "--everyone").code == 0
    assert rusctl("undo").code == 0
    assert files(project) == before


def test_a_newer_export_replaces_the_times_and_keeps_whom_it_binds(project: Path, council: str, rusctl: Run) -> None:
    assert rusctl("busy", "add", council, "--id", "c", "--role", "politiker", "--name", "Fullmäktige").code == 0
    config = (project / "config/workdays.toml").read_bytes()
    Path(council).write_text(COUNCIL.replace("20181126", "20181203"), encoding="utf-8")
    assert rusctl("busy", "add", council, "--id", "c").code == 0
    assert (project / "config/workdays.toml").read_bytes() == config
    assert "2018-12-03 2018-12-03" in (project / "busy/c.txt").read_text(encoding="utf-8")
    assert rusctl("busy", "add", council, "--id", "c", "--everyone").code == 0
    assert [row["everyone"] for row in json.loads(rusctl("busy", "list", "--json").out)] == [True]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nosuch.ics", "--id", "c", "--everyone"], 1, "nosuch.ics is not there"),
        ([".", "--id", "c", "--everyone"], 1, ". is a folder; name a file"),
        (["https://example.org/x.ics", "--id", "c", "--everyone"], 2, "is an address; open it in your browser"),
        (["events.toml", "--id", "c", "--everyone"], 1, "events.toml is not read: there is no calendar in it"),
        (["FILE", "--everyone"], 2, "give it a name: --id, or --name"),
        (["FILE", "--id", "c"], 2, "missing --crew"),
        (["FILE", "--id", "c", "--everyone", "--role", "politiker"], 2, "--everyone cannot be combined"),
        (["FILE", "--id", "c", "--crew", "projektledar"], 1, "did you mean projektledare?"),
        (["FILE", "--id", "c", "--municipality", "umea"], 1, "umea is not a municipality"),
        (["FILE", "--id", "c", "--body", "kommunen"], 1, "kommunen is not a body"),
        (["FILE", "--id", "c", "--everyone", "--name", "a\nb"], 1, "name must be on one line"),
        (["FILE", "--id", "c", "--everyone", "--name", "a\x1b[31m"], 1, "name holds the control character U+001B"),
        (["FILE", "--id", "Å", "--everyone"], 2, "Å is no id"),
        (["FILE", "--id", "../x", "--everyone"], 2, "../x is no id"),
        (["FILE", "--id", "a" * 3000, "--everyone"], 2, "it has 3000 characters, and an id has 100 at most"),
        (["FILE", "--name", "å" * 3000, "--everyone"], 2, "--name has 3000 characters; write 200 at most"),
    ],
)
def test_what_is_refused_changes_nothing(  # noqa: PLR0917 - a table's columns and fixtures
    words: list[str], code: int, said: str, project: Path, council: str, rusctl: Run
) -> None:
    before = files(project)
    result = rusctl("busy", "add", *(council if word == "FILE" else word for word in words), "--lang", "en")
    assert (result.code, said in result.err) == (code, True), result.err
    assert files(project) == before


def test_only_what_is_free(tmp_path: Path, project: Path, rusctl: Run) -> None:
    path = tmp_path / "breaks.ics"
    path.write_text(COUNCIL[: COUNCIL.index("BEGIN:VEVENT")] + COUNCIL[COUNCIL.index("BEGIN:VEVENT\nUID:3") :])
    result = rusctl("busy", "add", str(path), "--id", "lov", "--municipality", "sala", "--lang", "en")
    assert (result.code, "--free takes it all the same" in result.err) == (1, True)
    assert rusctl("busy", "add", str(path), "--id", "lov", "--municipality", "sala", "--free").code == 0
    assert "2018-11-19 2018-11-19" in (project / "busy/lov.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("project")
def test_a_file_of_a_gibibyte_is_refused_at_once(tmp_path: Path, rusctl: Run) -> None:
    path = tmp_path / "long.ics"
    with path.open("wb") as file:
        file.write(b"BEGIN:VCALENDAR\r\nSUMMARY:")
        os.truncate(file.fileno(), 1024**3)
    result = rusctl("busy", "add", str(path), "--id", "c", "--everyone", "--lang", "en")
    assert (result.code, result.err) == (1, f"rusctl: {path} is not read: the file is larger than 16 MiB\n")


@pytest.mark.usefixtures("project")
def test_a_pipe_is_not_waited_for(tmp_path: Path, rusctl: Run) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    result = rusctl("busy", "add", str(tmp_path / "pipe.ics"), "--id", "c", "--everyone", "--lang", "en")
    assert (result.code, "pipe.ics is not a file" in result.err) == (1, True)


@pytest.mark.usefixtures("project")
def test_json(council: str, rusctl: Run) -> None:
    assert rusctl("busy", "add", council, "--id", "c", "--everyone", "--titles").code == 0
    assert json.loads(rusctl("busy", "show", "c", "--json").out)[:3] == [
        {
            "start": "2018-11-13T09:00:00+01:00",
            "end": "2018-11-13T16:00:00+01:00",
            "title": "Fullmäktige: Testperson Ett talar",
        },
        {
            "start": "2018-11-20T09:00:00+01:00",
            "end": "2018-11-20T16:00:00+01:00",
            "title": "Fullmäktige: Testperson Ett talar",
        },
        {"start": "2018-11-26", "end": "2018-11-26", "title": "Studieresa"},
    ]


LINES = st.lists(
    st.sampled_from(["2018-11-07", "2018-11-07T09:00", "2018-11-08T09:00+01:00", "period", "2018-W45-3", "#", "å", ""]),
    max_size=4,
).map(" ".join)


@given(st.lists(LINES, max_size=5))
def test_whatever_somebody_writes_into_a_busy_file_is_a_finding_at_most(lines: list[str]) -> None:
    config = '[[busy]]\nid = "c"\nfile = "busy/c.txt"\n'
    events = EVENT.replace("DAY", "2018-11-07") + EVENT.replace("DAY", "2018-11-08").replace('"a"', '"b"')
    texts = {"config/workdays.toml": config, "busy/c.txt": "\r\n".join(lines), "events.toml": events}
    loaded = read_plan({name: text.encode("utf-8-sig") for name, text in texts.items()})
    for rule in RULES:
        if rule.needs == "busy":
            assert len(list(rule.find(loaded.facts(dt.date(2018, 11, 1))))) <= 2
    told = [one.at.line for one in loaded.faults if one.at.file == "busy/c.txt"]
    assert told == sorted(told)


def test_a_file_that_is_gone_or_spoilt_is_a_finding(project: Path, council: str, rusctl: Run) -> None:
    assert rusctl("busy", "add", council, "--id", "c", "--everyone").code == 0
    path = project / "busy/c.txt"
    path.write_text("2018-11-13T09:00 later\n")
    found = [(row["file"], row["line"], row["name"]) for row in json.loads(rusctl("check", "--json").out)]
    assert ("busy/c.txt", 1, "invalid-value") in found
    path.unlink()
    found = [(row["file"], row["line"], row["name"]) for row in json.loads(rusctl("check", "--json").out)]
    assert [one[::2] for one in found if one[2].startswith("busy")] == [("config/workdays.toml", "busy-file-missing")]
    assert rusctl("busy", "show", "c").code == 1
    assert rusctl("busy", "remove", "c").code == 0


def test_a_long_name_gives_a_short_id(project: Path, council: str, rusctl: Run) -> None:
    assert rusctl("busy", "add", council, "--name", "Åäö " * 50, "--everyone").code == 0
    assert (project / "busy/aao-aao-aao-aao-aao-aao-aao-aao-aao-aao.txt").is_file()
