"""Changing events from the command line: what is written, what is refused, and that nothing else moves."""

import datetime as dt
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from rusctl.storage.toml import edits
from tests.conftest import Run

NORBERG = """date = 2018-11-26
status = "tentative"
source = "regionvastmanland.se, 2018"
stated = 2018-11-06
"""


def text_of(folder: Path) -> str:
    return (folder / "events.toml").read_bytes().decode()


def event_of(folder: Path, name: str) -> dict[str, Any]:
    events = tomllib.loads(text_of(folder))["event"]
    return next(event for event in events if event["id"] == name)


def test_move_keeps_the_old_date_and_touches_nothing_else(project: Path, rusctl: Run) -> None:
    before = text_of(project)
    result = rusctl("event", "move", "norberg", "2018-12-03", "--reason", 'styrelsen "möts"', "--source", "mejl")
    assert result.code == 0
    expected = """date = 2018-12-03
status = "tentative"
source = "mejl"
stated = 2018-11-08

[[event.earlier]]
date = 2018-11-26
stated = 2018-11-06
source = "regionvastmanland.se, 2018"
reason = "styrelsen \\"möts\\""
"""
    assert text_of(project) == before.replace(NORBERG, expected)


def test_move_to_hours_and_on_to_a_window_keeps_both_dates(project: Path, rusctl: Run) -> None:
    assert rusctl("event", "move", "norberg", "2018-11-27 09:00-12:00").code == 0
    assert rusctl("event", "move", "norberg", "början av 2019", "--yes").code == 0
    event = event_of(project, "norberg")
    assert "start" not in event
    assert "date" not in event
    assert event["window"]["text"] == "början av 2019"
    assert [sorted(one) for one in event["earlier"]] == [
        ["date", "source", "stated"],
        ["end", "start", "stated"],
    ]
    assert event["status"] == "planned"


def test_each_date_has_the_source_that_was_given_with_it(project: Path, rusctl: Run) -> None:
    assert rusctl("event", "move", "norberg", "2018-12-03").code == 0
    assert "source" not in event_of(project, "norberg")
    assert rusctl("event", "move", "norberg", "2018-12-04", "--source", "mejl").code == 0
    event = event_of(project, "norberg")
    assert [one.get("source") for one in (*event["earlier"], event)] == ["regionvastmanland.se, 2018", None, "mejl"]
    added = rusctl("event", "add", "extra", "--date", "2018-12-10", "--source", "webben")
    assert added.code == 0, added.err
    assert event_of(project, "extra")["source"] == "webben"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("28 nov 2018 (prel.)", "tentative", "sala becomes tentative (was confirmed), since the date was written so"),
        ("ev. 28 nov 2018", "tentative", "sala becomes tentative (was confirmed)"),
        ("2018-11-28 kl 13.00-16.00?", "tentative", "sala becomes tentative (was confirmed)"),
        ("2018-11-07?", "tentative", "sala still is Wed, 7 Nov 2018"),
        ("mars 2019", "planned", "sala no longer has a day and becomes planned (was confirmed)"),
        ("mars 2019 (prel.)", "planned", "sala no longer has a day and becomes planned (was confirmed)"),
        ("28 nov 2018", "confirmed", "is moved from Wed, 7 Nov 2018 to Wed, 28 Nov 2018"),
    ],
)
def test_a_date_says_how_firm_it_is(project: Path, rusctl: Run, words: str, status: str, said: str) -> None:
    result = rusctl("--lang", "en", "event", "move", "sala", words)
    assert result.code == 0, result.err
    assert said in result.err
    event = event_of(project, "sala")
    assert event["status"] == status
    assert event.get("window", {}).get("text", "mars 2019") in (words, "mars 2019")
    assert rusctl("undo").code == 0
    assert event_of(project, "sala")["status"] == "confirmed"


@pytest.mark.parametrize(("status", "code"), [("confirmed", 2), ("planned", 2), ("tentative", 0), ("", 0)])
def test_an_option_that_contradicts_the_date_is_refused(project: Path, rusctl: Run, status: str, code: int) -> None:
    before = text_of(project)
    more = ("--status", status) if status else ()
    result = rusctl("--lang", "en", "event", "add", "extra", "--date", "28 nov 2018 (prel.)", *more)
    assert result.code == code
    if code:
        assert text_of(project) == before
        assert f"--status says {status}" in result.err
    else:
        assert event_of(project, "extra")["status"] == "tentative"


def test_what_is_known_by_its_month_alone_is_held_and_reopened(project: Path, rusctl: Run) -> None:
    def you_can(day: str) -> str:
        shown = rusctl("--lang", "en", "event", "show", "vasteras", "--today", day).out
        return next(line for line in shown.splitlines() if line.startswith("You can"))

    assert "held" not in you_can("2018-11-08")
    assert "confirm" not in you_can("2019-04-05")  # it has no day
    assert "held" in you_can("2019-04-05")
    assert rusctl("event", "held", "vasteras", "--today", "2018-11-08").code == 3
    held = rusctl("event", "held", "vasteras", "--today", "2019-04-05")
    assert held.code == 0, held.err
    event = event_of(project, "vasteras")
    assert (event["status"], event["window"]["text"]) == ("held", "i början av 2019")
    assert "move" not in you_can("2019-04-05")
    assert rusctl("event", "reopen", "vasteras", "--today", "2019-04-05").code == 0
    assert event_of(project, "vasteras")["status"] == "planned"


@pytest.mark.parametrize("option", ["--dry-run", "-n"])
@pytest.mark.parametrize(
    "words",
    [
        ("move", "norberg", "2018-12-03"),
        ("confirm", "norberg"),
        ("cancel", "norberg"),
        ("add", "--municipality", "sala", "--date", "2018-12-03"),
        ("remove", "vasteras"),
        ("tentative", "arboga"),
        ("held", "sala"),
    ],
)
def test_a_dry_run_shows_the_change_and_makes_none(
    words: tuple[str, ...], option: str, project: Path, rusctl: Run
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    result = rusctl("event", *words, option)
    assert result.code == 0
    assert result.out.startswith("--- events.toml\n+++ events.toml\n")
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_names_and_words_of_either_language_are_taken_in_any_case(project: Path, rusctl: Run) -> None:
    added = rusctl("event", "add", "ny", "--municipality", "KÖPING", "--date", "2018-12-11", "--status", "Bekräftad")
    assert added.code == 0
    event = event_of(project, "ny")
    assert (event["municipality"], event["status"]) == ("koping", "confirmed")
    assert rusctl("event", "move", "Norberg", "2018-12-03").code == 0
    assert rusctl("tour", "--status", "preliminär", "--municipality", "Norberg", "--json").out.count('"id"') == 1
    assert rusctl("whatif", "move", "Norberg", "2018-12-04").code == 0
    assert rusctl("deadlines", "Regionfullmäktige beslutar").code == 0


def test_each_status_goes_where_it_may(project: Path, rusctl: Run) -> None:
    def status() -> str:
        return str(event_of(project, "norberg")["status"])

    seen = [status()]
    for action in ("confirm", "tentative", "confirm", "cancel", "reopen"):
        assert rusctl("event", action, "norberg").code == 0
        seen.append(status())
    assert rusctl("event", "held", "norberg", "--today", "2018-11-26").code == 0
    seen.append(status())
    assert rusctl("event", "reopen", "norberg").code == 0
    seen.append(status())
    assert seen == ["tentative", "confirmed", "tentative", "confirmed", "cancelled", "confirmed", "held", "confirmed"]
    assert "was" not in event_of(project, "norberg")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("held", "norberg"), 3, "norberg is on Mon, 26 Nov 2018, after today, so it has not been held"),
        (
            ("reopen", "sala"),
            3,
            "sala is confirmed, so rusctl event reopen is not possible; possible now: tentative, held, cancel",
        ),
        (("held", "koping"), 3, "koping is on Thu, 6 Dec 2018, after today, so it has not been held"),
        (("confirm", "vasteras"), 3, "vasteras has no day yet; give it one first: rusctl event move vasteras DAY"),
        (
            ("remove", "sala"),
            3,
            (
                "sala is confirmed and may be in people's calendars; cancel it so that they are told: "
                "rusctl event cancel sala; or add --force"
            ),
        ),
        (("move", "norbreg", "7 nov"), 1, "norbreg is not an event; did you mean norberg?"),
        (("move", "norberg", "31 november"), 1, None),
        (("move", "norberg", "tisdag 26 november 2018"), 1, None),
        (("move", "norberg", "26 nov 2018 12:00-09:00"), 1, None),
        (
            ("move", "norberg", "början av 2019"),
            1,
            "början av 2019 is read as 1 Jan – 31 Mar 2019; if that is right, say --yes",
        ),
        (("add", "sala", "--date", "2018-12-03"), 1, "there is already an event sala; choose another id"),
        (("add", "Sala!", "--date", "2018-12-03"), 1, None),
        (("add", "--municipality", "salla"), 1, "salla is not a municipality; did you mean sala?"),
        (("add",), 2, "which event is it? Give an id, a --municipality or a --title"),
        (("add", "--title", "x", "--status", "held"), 2, "a new event is planned, tentative, confirmed, not held"),
        (
            ("add", "--title", "x", "--status", "confirmed"),
            3,
            "an event without a day cannot be confirmed; give its --date",
        ),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(
    words: tuple[str, ...], code: int, sentence: str | None, project: Path, rusctl: Run
) -> None:
    before = text_of(project)
    result = rusctl("event", *words, "--lang", "en")
    assert result.code == code
    assert result.out == ""
    last = result.err.splitlines()[-1]
    assert last.startswith("rusctl: ")
    assert sentence is None or last.endswith(sentence)
    assert text_of(project) == before


def test_cancelling_takes_the_reminder_away(project: Path, rusctl: Run) -> None:
    path = project / "events.toml"
    path.write_text(text_of(project).replace('id = "sala"\n', 'id = "sala"\nreminder = 60\n'), encoding="utf-8")
    assert rusctl("event", "cancel", "sala").code == 0
    event = event_of(project, "sala")
    assert "reminder" not in event
    assert (event["status"], event["was"]) == ("cancelled", "confirmed")


def test_what_is_added_can_be_read_and_has_a_free_id(project: Path, rusctl: Run) -> None:
    before = text_of(project)
    assert (
        rusctl("event", "add", "--municipality", "sala", "--date", "2018-12-11 09:00-12:00", "--venue", "Å, Ä & Ö").code
        == 0
    )
    assert text_of(project) == before + (
        '\n[[event]]\nid = "sala-2"\nkind = "kommundialog"\nmunicipality = "sala"\nstart = 2018-12-11T09:00:00\n'
        'end = 2018-12-11T12:00:00\nstatus = "tentative"\nvenue = "Å, Ä & Ö"\nstated = 2018-11-08\n'
    )


def test_remove_takes_the_whole_event_and_undo_brings_it_back(project: Path, rusctl: Run) -> None:
    before = text_of(project)
    assert rusctl("event", "remove", "vasteras").code == 0
    assert "vasteras" not in text_of(project)
    assert rusctl("undo").code == 0
    assert text_of(project) == before


def test_undo_is_refused_after_a_hand_edit(project: Path, rusctl: Run) -> None:
    assert rusctl("event", "confirm", "norberg").code == 0
    edited = text_of(project) + "# en rad till\n"
    (project / "events.toml").write_text(edited, encoding="utf-8")
    assert rusctl("undo").code == 4
    assert text_of(project) == edited


def test_log_lists_changes_and_what_was_taken_back(project: Path, rusctl: Run) -> None:
    del project
    rusctl("event", "confirm", "norberg")
    rusctl("undo")
    out = rusctl("log", "--json").out
    assert '"command": "rusctl event confirm norberg"' in out
    assert '"undone": true' in out


def test_a_hand_edit_made_meanwhile_is_kept(project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    apply = edits.apply

    def slow(*args: Any, **kwargs: Any) -> edits.Edited:
        (project / "events.toml").write_text(text_of(project) + "# meanwhile\n", encoding="utf-8")
        return apply(*args, **kwargs)

    monkeypatch.setattr(edits, "apply", slow)
    result = rusctl("event", "confirm", "norberg")
    assert result.code == 4
    assert text_of(project).endswith("# meanwhile\n")
    assert event_of(project, "norberg")["status"] == "tentative"


def test_edit_opens_the_editor_and_checks_afterwards(
    project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = project / "editor.sh"
    script.write_text('#!/bin/sh\nsed -i s/2018-11-26/2018-11-25/ "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    result = rusctl("event", "edit", "norberg", "--lang", "en")
    assert result.code == 0
    assert "-date = 2018-11-26\n+date = 2018-11-25\n" in result.out
    assert "[weekend RUS203]" in result.out


def test_edit_without_an_editor_says_so(project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", str(project / "no-such-editor"))
    result = rusctl("event", "edit", "--lang", "en")
    assert result.code == 7
    assert result.err.endswith("no-such-editor cannot be started: it is not there; nothing was changed\n")


def test_edit_mends_a_file_that_was_saved_in_another_encoding(
    project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "events.toml"
    whole = path.read_bytes() + "# åäö\n".encode()
    (project / "whole").write_bytes(whole)
    path.write_bytes(whole.decode().encode("latin-1"))
    monkeypatch.setenv("EDITOR", f"cp {project / 'whole'}")
    result = rusctl("event", "edit", "--lang", "en")
    assert (result.code, result.err) == (0, "")
    assert "+# åäö\n" in result.out


def test_an_editor_with_half_a_pair_of_quotation_marks(
    project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", f"{project}/editor 'x")
    result = rusctl("event", "edit", "--lang", "en")
    assert (result.code, result.err) == (
        7,
        f"rusctl: the editor {project}/editor 'x cannot be started: it is not there; nothing was changed\n",
    )


def test_an_event_moved_to_a_window_and_cancelled_can_be_reopened(project: Path, rusctl: Run) -> None:
    assert rusctl("event", "move", "norberg", "början av 2019", "--yes").code == 0
    assert rusctl("event", "cancel", "norberg").code == 0
    assert rusctl("event", "reopen", "norberg").code == 0
    assert event_of(project, "norberg")["status"] == "planned"


def test_a_day_alone_keeps_the_hours_and_says_so(project: Path, rusctl: Run) -> None:
    """A meeting of three hours does not become an all-day entry because nobody repeated its hours."""
    assert rusctl("event", "move", "norberg", "2018-11-27 09:00-12:00").code == 0
    moved = rusctl("event", "move", "norberg", "2018-12-03", "--lang", "en")
    assert moved.err.splitlines()[0] == "the hours 09:00–12:00 are kept; --no-hours if they are not known"
    event = event_of(project, "norberg")
    assert f"{event['start']} {event['end']}" == "2018-12-03 09:00:00 2018-12-03 12:00:00"
    imagined = rusctl("whatif", "move", "norberg", "2018-12-10", "--lang", "en")
    line = "  Norberg moved from Mon, 3 Dec 2018 09:00–12:00 to Mon, 10 Dec 2018 09:00–12:00"
    assert imagined.out.splitlines()[1] == line
    assert rusctl("event", "move", "norberg", "2018-12-05", "--no-hours").code == 0
    assert event_of(project, "norberg")["date"] == dt.date(2018, 12, 5)
    assert "--no-hours" not in rusctl("event", "move", "norberg", "2018-12-06").err


NEW_STOP = (
    'event add --kind kommundialog --municipality sala --date "2018-12-13 9:00-12:00" --venue Hallen --room A '
    "--role politiker --role tjansteman --crew projektledare --capacity 40 --answer-by 2018-12-01 --question Vad? "
    "--url https://example.org/sala --owner projektledare --note Fika"
)


def test_a_new_event_takes_all_that_an_event_has(project: Path, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    result = rusctl(*shlex.split(NEW_STOP))
    assert result.code == 0, result.err
    made = (project / "events.toml").read_bytes().removeprefix(before).decode()
    assert (
        made
        == """
[[event]]
id = "sala-2"
kind = "kommundialog"
municipality = "sala"
start = 2018-12-13T09:00:00
end = 2018-12-13T12:00:00
status = "tentative"
venue = "Hallen"
room = "A"
roles = ["politiker", "tjansteman"]
crew = ["projektledare"]
capacity = 40
answer_by = 2018-12-01
questions = ["Vad?"]
url = "https://example.org/sala"
owner = "projektledare"
note = "Fika"
stated = 2018-11-08
"""
    )


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        ("--crew nobody", 1, "nobody is not a role; there are "),
        (
            "--role politiker --every '1 week' --times 2 --answer-by 2018-12-01",
            2,
            "--answer-by and --decide-by are days",
        ),
        ("--capacity=-1", 2, "--capacity"),
    ],
)
def test_what_a_new_event_cannot_have_is_refused(project: Path, rusctl: Run, more: str, code: int, says: str) -> None:
    before = (project / "events.toml").read_bytes()
    result = rusctl(
        "event", "add", "--municipality", "sala", "--date", "2018-12-13", *shlex.split(more), "--lang", "en"
    )
    assert (result.code, (project / "events.toml").read_bytes()) == (code, before)
    assert says in result.err
