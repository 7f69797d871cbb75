"""rusctl publish, as somebody uses it who has a folder of feeds on a web server."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from rusctl.storage.files.names import EVENTS, PROCESS, PUBLISHED, TARGETS
from rusctl.storage.plan import load
from tests.conftest import Result, Run, agree, copy_plan, run_rusctl
from tests.faults import ALL_KINDS, NIGHTLY

Golden = Callable[[str, str], None]
TARGET = '\n[[target]]\nid = "webb"\nkind = "folder"\npath = "flöden"\n'
UNSEEN = "nobody who has a feed will see a change\n"
CHANGES = (
    ["event", "move", "norberg", "2018-12-03", "--reason", "kommunstyrelsen har möte"],
    ["event", "confirm", "norberg"],
    ["event", "cancel", "koping"],
    ["event", "remove", "arboga", "--force"],
    ["event", "add", "avslut", "--title", "Avslutning", "--date", "2018-12-18", "--municipality", "vasteras"],
)


@pytest.fixture
def folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped tour with a folder to publish to."""
    monkeypatch.setenv("RUSCTL_LANG", "en")
    with (project / TARGETS).open("a", encoding="utf-8") as file:
        file.write(TARGET)
    return project


def publish(*words: str) -> Result:
    return run_rusctl("publish", *words)


def feeds(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "flöden").glob("*"))}


def entry(folder: Path, event: str, feed: str = "all") -> dict[str, str]:
    """Give the properties of an event in a feed; empty where it is not there."""
    text = feeds(folder)[f"{feed}.ics"].decode().replace("\r\n ", "")
    for part in text.split("BEGIN:VEVENT\r\n")[1:]:
        found = dict(line.split(":", 1) for line in part.split("END:VEVENT")[0].splitlines())
        if found["UID"].startswith(f"{event}@"):
            return found
    return {}


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_first_publishing_says_what_export_says(folder: Path) -> None:
    exported = run_rusctl("export").out
    result = publish()
    assert (result.code, result.err) == (0, "13 files written, 0 as before\n")
    events = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
    assert events.findall(feeds(folder)["all.ics"].decode()) == events.findall(exported)
    assert run_rusctl("export").out == exported


def test_nothing_changes_when_nothing_has_changed(folder: Path) -> None:
    publish()
    before, ledger = feeds(folder), (folder / PUBLISHED).read_bytes()
    times = {path: path.stat().st_mtime_ns for path in (folder / "flöden").iterdir()}
    assert publish("--today", "2018-11-20") == (0, "", f"{UNSEEN}0 files written, 13 as before\n")
    assert (feeds(folder), (folder / PUBLISHED).read_bytes()) == (before, ledger)
    assert {path: path.stat().st_mtime_ns for path in (folder / "flöden").iterdir()} == times


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_each_audience_will_see_change(folder: Path, lang: str, golden: Golden) -> None:
    publish()
    before = feeds(folder), (folder / PUBLISHED).read_bytes()
    for words in CHANGES:
        assert run_rusctl(*words).code == 0
    said = publish("--dry-run", "--today", "2018-11-10", "--lang", lang)
    assert (feeds(folder), (folder / PUBLISHED).read_bytes()) == before
    golden(f"publish/dry-run.{lang}.txt", said.out + said.err)
    done = publish("--today", "2018-11-10", "--lang", lang)
    assert done.out == said.out
    rows = json.loads(publish("--today", "2018-11-10", "--json", "--dry-run").out)
    assert rows == []
    golden("publish/published.toml", (folder / PUBLISHED).read_text(encoding="utf-8"))
    golden("publish/all.ics", feeds(folder)["all.ics"].decode().replace("\r\n", "\n"))


@pytest.mark.usefixtures("folder")
def test_the_rows_for_programs() -> None:
    publish()
    run_rusctl("event", "move", "norberg", "2018-12-03")
    rows = json.loads(publish("--json", "--dry-run").out)
    common = {"target": "webb", "change": "moved", "id": "norberg", "title": "Kommundialog Norberg", "sequence": 1}
    assert rows == [{**common, "feed": feed} for feed in ("all", "municipality-norberg")]
    jsonschema.Draft202012Validator(rows_schema(LISTINGS["publish"], str)).validate(rows)


def test_a_renamed_and_moved_event_keeps_its_uid(folder: Path) -> None:
    publish()
    run_rusctl("event", "move", "norberg", "2018-12-03")
    replaced(folder / EVENTS, 'id = "norberg"', 'id = "norberg"\ntitle = "Samtal i Norberg"')
    publish("--today", "2018-11-12")
    found = entry(folder, "norberg")
    assert (found["SEQUENCE"], found["SUMMARY"], found["LAST-MODIFIED"]) == (
        "1",
        "Prel.: Samtal i Norberg",
        "20181112T000000Z",
    )
    assert feeds(folder)["all.ics"].count(b"UID:norberg@") == 1


def test_an_export_of_what_is_not_published_has_the_next_version(folder: Path) -> None:
    publish()
    ledger = (folder / PUBLISHED).read_bytes()
    assert "SEQUENCE:0" in run_rusctl("export", "--event", "norberg").out
    run_rusctl("event", "confirm", "norberg")
    exported = run_rusctl("export", "--event", "norberg").out
    assert ("SEQUENCE:1" in exported, "SEQUENCE:1" in run_rusctl("export", "--event", "sala").out) == (True, False)
    assert run_rusctl("export", "--event", "norberg", "--today", "2019-01-01").out == exported
    assert (folder / PUBLISHED).read_bytes() == ledger
    publish("--today", "2018-11-12")
    assert entry(folder, "norberg")["SEQUENCE"] == "1"
    assert "LAST-MODIFIED:20181112T000000Z" in run_rusctl("export", "--event", "norberg").out


def test_milestones_as_tasks_stand_in_a_file_of_their_own(folder: Path) -> None:
    exported = run_rusctl("export", "--todo")
    assert exported.code == 0
    assert re.findall("BEGIN:(V[A-Z]+)", exported.out) == ["VCALENDAR", "VTODO", "VTODO", "VTODO"]
    assert run_rusctl("export", "--todo", "--split", "--output", "tasks").code == 0
    assert sorted(path.name for path in (folder / "tasks").iterdir()) == [
        "annual-report.todo.ics",
        "consultation-closes.todo.ics",
        "council.todo.ics",
    ]
    for more in (["--event", "sala"], ["--status", "confirmed"], ["--no-milestones"]):
        assert run_rusctl("export", "--todo", *more).code == 2


def test_a_removed_event_is_cancelled_for_its_time(folder: Path) -> None:
    publish()
    removed = run_rusctl("event", "remove", "arboga", "--force")
    assert "subscribers do not know that arboga is cancelled; run rusctl publish [not-published]" in removed.err
    publish()
    for feed in ("all", "confirmed", "municipality-arboga"):
        found = entry(folder, "arboga", feed)
        assert (found["STATUS"], found["SUMMARY"], found["SEQUENCE"]) == (
            "CANCELLED",
            "Inställt: Kommundialog Arboga",
            "1",
        )
        assert (found["TRANSP"], found["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert publish("--today", "2018-12-19").err.startswith(f"{UNSEEN}0 files")
    said = publish("--today", "2018-12-20")
    assert "  left out: Kommundialog Arboga\n" in said.out
    assert said.err.startswith("1 feed has no content left in the plan (webb/municipality-arboga.ics); it is kept")
    assert entry(folder, "arboga") == {}
    assert "municipality-arboga.ics" in feeds(folder)


def test_a_terminal_is_asked_before_an_entry_is_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    run_rusctl("event", "remove", "arboga", "--force")
    controller, terminal = pty.openpty()
    with os.fdopen(terminal, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert "Go on?" not in publish().err  # it is cancelled, and nothing is removed
        before = feeds(folder)
        os.write(controller, b"n\n")
        refused = publish("--today", "2018-12-20")
        assert (refused.code, feeds(folder)) == (1, before)
        assert "removed from calendars that others have. Go on? [y/N]" in refused.err
        assert publish("--today", "2018-12-20", "--yes").code == 0
    os.close(controller)
    assert entry(folder, "arboga") == {}


def test_a_feed_that_nobody_needs_any_more_may_be_deleted_by_hand(folder: Path) -> None:
    publish()
    run_rusctl("event", "remove", "arboga", "--force")
    publish()
    publish("--today", "2019-01-20")
    named = "1 feed has no content left in the plan (webb/municipality-arboga.ics); it is kept"
    assert named in publish("--today", "2019-01-20").err
    (folder / "flöden/municipality-arboga.ics").unlink()
    assert "no content left" not in publish("--today", "2019-01-21").err
    assert "municipality-arboga.ics" not in feeds(folder)
    (folder / "flöden/municipality-sala.ics").unlink()
    publish("--today", "2019-01-21")
    assert "municipality-sala.ics" in feeds(folder)


def test_a_lost_ledger_is_said_where_something_would_vanish(folder: Path) -> None:
    publish()
    run_rusctl("event", "remove", "arboga", "--force")
    ledger = folder / "config/published.toml"
    kept = ledger.read_bytes()
    ledger.unlink()
    said = publish("--dry-run").err
    assert said.startswith(
        "1 entry stands in the feeds, and neither in the plan nor in config/published.toml (arboga): "
    )
    ledger.write_bytes(kept)
    with (folder / "config/targets.toml").open("a", encoding="utf-8") as targets:
        targets.write("deadlines = true\n")
    for _ in range(2):
        assert "in the feeds" not in publish().err
    assert "deadlines.ics" in feeds(folder)
    assert entry(folder, "arboga")["STATUS"] == "CANCELLED"


def test_an_id_used_again_is_refused_by_publish_and_export(folder: Path) -> None:
    publish()
    run_rusctl("event", "remove", "arboga", "--force")
    publish()
    run_rusctl("event", "add", "arboga", "--title", "Annat", "--date", "2018-12-12", "--municipality", "arboga")
    before = feeds(folder), (folder / PUBLISHED).read_bytes()
    for result in (publish(), publish("--dry-run"), run_rusctl("export", "--event", "arboga")):
        assert (result.code, result.out) == (3, "")
        assert "arboga is the id of Kommundialog Arboga" in result.err
    assert "uid-reused RUS602" in run_rusctl("check").out
    assert (feeds(folder), (folder / PUBLISHED).read_bytes()) == before
    assert publish("--restored", "sala").code == 1
    assert publish("--restored", "arboga").code == 0
    assert entry(folder, "arboga")["SEQUENCE"] == "2"
    assert "uid-reused" not in run_rusctl("check").out


def test_undoing_a_removal_brings_the_event_back(folder: Path) -> None:
    publish()
    run_rusctl("event", "remove", "arboga", "--force")
    publish()
    assert run_rusctl("undo").code == 0
    assert publish().code == 0
    found = entry(folder, "arboga")
    assert (found["STATUS"], found["SEQUENCE"], found["SUMMARY"]) == ("CONFIRMED", "2", "Kommundialog Arboga")


def test_publishing_is_nothing_to_undo(folder: Path) -> None:
    publish()
    assert run_rusctl("undo").code == 1
    assert (folder / PUBLISHED).exists()


def test_a_plan_that_has_lost_much_is_cancelled_only_on_request(folder: Path) -> None:
    publish()
    replaced(folder / EVENTS, "[[event]]", "# [[event]]")
    (folder / EVENTS).write_text("", encoding="utf-8")
    before = feeds(folder)
    result = publish()
    assert (result.code, feeds(folder)) == (3, before)
    assert result.err.startswith("rusctl: 10 events or milestones are gone from the plan since it was published (")
    assert publish("--many").code == 0
    assert feeds(folder)["all.ics"].count(b"STATUS:CANCELLED") == 9


def test_a_plan_at_fault_is_not_published(folder: Path) -> None:
    replaced(folder / EVENTS, "date = 2018-11-26", 'date = "2018-11-26"')
    result = publish()
    assert result.code == 1
    assert "fix the plan first (rusctl check)" in result.err
    assert not (folder / "flöden").exists()
    assert not (folder / PUBLISHED).exists()


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("", 1, "there is no folder to publish to; add a [[target]] to config/targets.toml"),
        ('[[target]]\nid = "a"\nkind = "folder"\n', 1, "config/targets.toml:1: a has no path"),
        ('[[target]]\nid = "a"\nkind = "folder"\npath = "events.toml"\n', 1, "events.toml is a file; name a folder"),
        ('[[target]]\nid = "a"\nkind = "folder"\npath = "no/where"\n', 7, "no is not there; is the drive connected?"),
        ('[[target]]\nid = "a"\nkind = "folder"\npth = "x"\n', 1, "did you mean"),
    ],
)
def test_a_target_that_cannot_be_written(folder: Path, text: str, code: int, sentence: str) -> None:
    (folder / TARGETS).write_text(text, encoding="utf-8")
    result = publish()
    assert (result.code, result.out) == (code, "")
    assert sentence in result.err
    assert not (folder / PUBLISHED).exists()


def test_a_target_by_name(folder: Path) -> None:
    with (folder / TARGETS).open("a", encoding="utf-8") as file:
        file.write('\n[[target]]\nid = "delad"\nkind = "folder"\npath = "delad"\nwindows = true\ntodo = true\n')
    assert publish("--to", "web").err == "rusctl: web is not a target; did you mean webb?\n"
    assert publish("--to", "delad").code == 0
    assert not (folder / "flöden").exists()
    assert {"milestones-todo.ics", "all.ics"} <= {path.name for path in (folder / "delad").iterdir()}
    text = (folder / "delad/municipality-vasteras.ics").read_text(encoding="utf-8")
    assert "Datum ej bestämt: Dialog med Västerås Stad" in text
    run_rusctl("event", "confirm", "norberg")
    publish("--to", "webb")
    told = load(folder).plan.published
    assert told is not None
    given = {one.target: one.sequence for one in told.entries["norberg@rus2030.regionvastmanland.se"].given}
    assert given == {"webb": 1, "delad": 0}
    said = publish("--dry-run").out
    assert "webb/" not in said
    assert "delad/all.ics: Regional utvecklingsstrategi Västmanland 2030\n  changed: Kommundialog Norberg" in said


def test_two_targets_do_not_share_a_folder(folder: Path) -> None:
    with (folder / TARGETS).open("a", encoding="utf-8") as file:
        file.write('\n[[target]]\nid = "delad"\nkind = "folder"\npath = "./config/../flöden/"\n')
    result = publish()
    assert (result.code, "webb and delad go to the same folder; give each its own" in result.err) == (1, True)
    assert publish("--to", "webb").code == 0


def test_a_date_that_becomes_a_window_is_said_to_be_no_longer_set(folder: Path) -> None:
    with (folder / TARGETS).open("a", encoding="utf-8") as file:
        file.write("windows = true\n")
    publish()
    run_rusctl("event", "move", "norberg", "dec 2018")
    said = publish().out
    text = "the day is no longer set: Kommundialog Norberg, was Mon, 26 Nov 2018, now 1–31 Dec 2018"
    assert said.count(f"  {text}\n") == 2
    assert entry(folder, "norberg")["SUMMARY"].startswith("Datum ej bestämt: Kommundialog Norberg")


@pytest.mark.parametrize("text", ["hej", "", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n"])
def test_a_file_of_somebody_else_is_left_alone(folder: Path, text: str) -> None:
    (folder / "flöden").mkdir()
    (folder / "flöden/confirmed.ics").write_text(text, encoding="utf-8")
    (folder / "flöden/other.ics").write_text("andra", encoding="utf-8")
    result = publish()
    assert (result.code, result.out) == (1, "")
    assert "confirmed.ics is there and is no feed of this process" in result.err
    assert set(feeds(folder)) == {"confirmed.ics", "other.ics"}
    assert not (folder / PUBLISHED).exists()
    (folder / "flöden/confirmed.ics").unlink()
    assert publish().code == 0
    assert feeds(folder)["other.ics"] == b"andra"


def test_the_feeds_of_another_process_are_left_alone(folder: Path) -> None:
    publish()
    replaced(folder / PROCESS, 'uid_domain = "rus2030', 'uid_domain = "rus2040')
    (folder / PUBLISHED).unlink()
    assert publish().code == 1


def test_a_lost_ledger_takes_no_version_back(folder: Path) -> None:
    publish()
    run_rusctl("event", "confirm", "norberg")
    publish()
    (folder / PUBLISHED).unlink()
    assert publish("--today", "2018-11-12").code == 0
    assert entry(folder, "norberg")["SEQUENCE"] == "2"


def test_a_ledger_put_back_is_found_and_passed(folder: Path) -> None:
    publish()
    old = (folder / PUBLISHED).read_bytes()
    run_rusctl("event", "confirm", "norberg")
    publish()
    replaced(folder / PUBLISHED, "sequence = 1\nfingerprint", "sequence = 0\nfingerprint")
    assert "sequence-went-back RUS603" in run_rusctl("check").out
    assert run_rusctl("check").code == 1
    publish()
    assert "sequence-went-back" not in run_rusctl("check").out
    (folder / PUBLISHED).write_bytes(old)
    publish()
    assert entry(folder, "norberg")["SEQUENCE"] == "3"


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("title", "Ring 070-174 06 05", "a telephone number"),
        ("venue", "fornamn.efternamn@example.org", "an email address"),
        ("source", "18900101-9802", "a personnummer"),
    ],
)
def test_no_person_gets_into_a_feed(folder: Path, key: str, value: str, what: str) -> None:
    text = (folder / EVENTS).read_text(encoding="utf-8").replace('source = "regionvastmanland.se, 2018"\n', "")
    text = text.replace('id = "norberg"', f'id = "norberg"\n{key} = "{value}"')
    (folder / EVENTS).write_text(text, encoding="utf-8")
    result = publish()
    assert (result.code, result.out) == (6, "")
    assert result.err == f"rusctl: norberg holds {what}, and everybody can read the feeds; take it out of the plan\n"
    assert not (folder / "flöden").exists()
    assert not (folder / PUBLISHED).exists()


def test_a_ledger_that_is_no_toml_stops_publishing(folder: Path) -> None:
    publish()
    (folder / PUBLISHED).write_text("[entry\n", encoding="utf-8")
    result = publish()
    assert result.code == 1
    assert "config/published.toml:1: " in result.err
    assert "restore the file from git, or run rusctl publish --repair" in result.err


def test_a_merge_conflict_is_repaired(folder: Path) -> None:
    publish()
    ledger = (folder / PUBLISHED).read_text(encoding="utf-8")
    start = ledger.index('[entry."norberg@')
    old = re.search(r"sequence = 0\nfingerprint = .*\n", ledger[start:])
    assert old is not None
    both = f"<<<<<<< HEAD\n{old[0]}=======\n{old[0].replace('0', '4', 1)}>>>>>>> main\n"
    (folder / PUBLISHED).write_text(ledger[:start] + ledger[start:].replace(old[0], both, 1), encoding="utf-8")
    conflict = (folder / PUBLISHED).read_bytes()
    checked = run_rusctl("check")
    assert (checked.code, "git has left two versions here" in checked.out, "RUS604" in checked.out) == (1, True, True)
    assert publish().code == 1
    assert publish("--repair", "--dry-run").code == 0
    assert (folder / PUBLISHED).read_bytes() == conflict
    result = publish("--repair")
    assert (result.code, entry(folder, "norberg")["SEQUENCE"]) == (0, "4")
    assert "config/published.toml is repaired: of each entry the higher version counts\n" in result.err
    again = publish("--repair")
    assert "config/published.toml needs no repair\n" in again.err


@pytest.mark.usefixtures("folder")
def test_nothing_to_repair() -> None:
    result = publish("--repair")
    assert (result.code, "config/published.toml is not there" in result.err) == (1, True)


@pytest.mark.usefixtures("folder")
def test_the_check_of_the_shipped_plan_is_silent_about_publishing() -> None:
    before = run_rusctl("check").out
    publish()
    assert run_rusctl("check").out == before


@pytest.mark.usefixtures("folder")
def test_the_ledger_holds_no_personal_data_to_the_privacy_check() -> None:
    publish()
    assert run_rusctl("check", "--strict", "--today", "2018-11-06").code == 0


def test_the_check_of_a_published_folder_loads_no_slow_library(folder: Path) -> None:
    publish()
    run_rusctl("event", "confirm", "norberg")
    program = (
        "import sys\nfrom rusctl import cli\ncli.run(['check', '--json'])\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    assert [row["name"] for row in json.loads(done.stdout) if row["code"] > "RUS6"] == ["not-published"]
    assert {"rich", "icalendar", "tomli_w", "zoneinfo", "asyncio", "email"} & set(done.stderr.split()) == set()


def test_two_who_publish_at_once_tell_one_story(folder: Path) -> None:
    publish()
    run_rusctl("event", "move", "norberg", "2018-12-03")
    command = [sys.executable, "-m", "rusctl", "publish", "--json"]
    running = [
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    ended = [(*one.communicate(timeout=60), one.returncode) for one in running]
    assert {code for _, _, code in ended} <= {0, 4}, ended
    assert 0 in {code for _, _, code in ended}
    assert entry(folder, "norberg")["SEQUENCE"] == "1"
    assert publish().err.startswith(f"{UNSEEN}0 files")


KINDS = ALL_KINDS if NIGHTLY else ("enospc", "die-torn", "die-after")


def test_a_crash_anywhere_is_mended_by_publishing_again(
    tmp_path: Path, faulted: Callable[..., list[Any]], counted: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUSCTL_LANG", "en")
    template = tmp_path / "template"
    template.mkdir()
    copy_plan(template)
    (template / TARGETS).write_text(TARGET, encoding="utf-8")
    # Few feeds, so that a run has few calls that can fail.
    text = (template / EVENTS).read_text(encoding="utf-8")
    wanted = text.index('[[event]]\nid = "surahammar"')
    (template / EVENTS).write_text(text[:wanted], encoding="utf-8")
    monkeypatch.chdir(template)
    assert publish().code == 0
    assert run_rusctl("event", "confirm", "kungsor").code in (0, 3)
    assert run_rusctl("event", "move", "kungsor", "2018-12-03").code == 0
    assert run_rusctl("event", "remove", "sala", "--force").code == 0
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(template, undisturbed)
    monkeypatch.chdir(undisturbed)
    assert publish().code == 0
    wanted_state = feeds(undisturbed), (undisturbed / PUBLISHED).read_bytes()
    runs = faulted(template, "publish", kinds=KINDS, every=1 if NIGHTLY else 2)
    for run in runs:
        died = run.kind.startswith("die") and run.call
        # Making a folder that is there fails before the death that was to follow it.
        assert run.code in (0, 7, 137) if run.call == "os.mkdir" else (run.code == 137) is bool(died), run
        assert run.code in (0, 7, 137), run
        assert "Traceback" not in run.err
        monkeypatch.chdir(run.folder)
        assert publish("--today", "2018-11-08").code == 0, run
        assert (feeds(run.folder), (run.folder / PUBLISHED).read_bytes()) == wanted_state, run
        assert list(run.folder.rglob(".*.rusctl-*")) == [], run
    counted(f"faults, rusctl publish: {len(runs)} runs, each mended by publishing again, nothing bumped twice")


@pytest.mark.parametrize(
    "name",
    [".git", ".git/hooks", ".Git", ".rusctl", "register", "./config/x", ".", "a/..", "busy", "a/.git/b", "/", "/etc/x"],
)
def test_a_target_where_other_things_lie_is_refused_at_its_line(project: Path, rusctl: Run, name: str) -> None:
    path = project / "config/targets.toml"
    path.write_text(f'[[target]]\nid = "web"\nkind = "folder"\npath = "{name}"\n', encoding="utf-8")
    before = sorted(project.rglob("*"))
    result = rusctl("publish", "--to", "web", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"rusctl: config/targets.toml:4: {name} ")
    assert sorted(project.rglob("*")) == before
    checked = rusctl("check", "--lang", "en")
    assert "config/targets.toml:4" in checked.out
    assert "RUS623" in checked.out
    assert checked.code == 1


def test_a_target_that_leads_there_by_a_link_or_by_the_whole_path_is_refused(project: Path, rusctl: Run) -> None:
    (project / "register").mkdir()
    (project / "feeds").symlink_to("register")
    other = project.parent / "other"
    (other / "register").mkdir(parents=True)
    (other / "events.toml").write_text("", encoding="utf-8")
    for name in (
        "feeds",
        str(project / "register"),
        f"../{project.name}",
        "../other/register",
        f"../{project.name}/busy/x",
    ):
        path = project / "config/targets.toml"
        path.write_text(f'[[target]]\nid = "web"\nkind = "folder"\npath = "{name}"\n', encoding="utf-8")
        agree(project)
        result = rusctl("publish", "--lang", "en")
        assert result.code == 1, name
        assert result.err.startswith(f"rusctl: config/targets.toml:4: {name} "), name
    assert not list((project / "register").iterdir())
    assert not list((other / "register").iterdir())
