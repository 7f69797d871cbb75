"""A person's rights to what mail keeps: shown, all of it, and erased, to the last byte."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rusctl.database.database import Register
from tests.conftest import Result, Run
from tests.mail.server import CUT, Box, Fault, serving_plan
from tests.register.test_mail import reply
from tests.register.test_rights import files_with, lines, spellings

NAME, EMAIL, OLD = "Åsa-Märta Kanariefågel", "asa.kanariefagel@example.org", "gammal.kanarie@bofågel.example.se"
OTHER = "Testperson Kvarvarande"
TEXTS = [NAME, EMAIL, OLD, "gammal.kanarie"]


@pytest.fixture
def box(project: Path) -> Iterator[Box]:
    with serving_plan(project) as found:
        yield found


@pytest.fixture
def tell(rusctl: Run) -> Callable[..., Result]:
    return lambda *words: rusctl("--lang", "en", *words)


@pytest.fixture
def filled(box: Box, tell: Callable[..., Result], register: Register, project: Path) -> int:
    """A folder in which mail knows a person in every way: drafts, all states, answers, comments of others, review."""
    assert register
    add = ("person", "add", "--name")
    tell(*add, NAME, "--email", OLD)
    tell(*add, OTHER, "--email", "kvar@example.org")
    for event in ("norberg", "koping", "fagersta", "arboga", "skinnskatteberg", "hallstahammar"):
        tell("participants", "add", event, "1", "2", "--role", "politiker")
    tell("invite", "norberg", "--send")
    answers = {
        "1.ics": reply("gammal.kanarie@xn--bofgel-kua.example.se", "TENTATIVE"),
        "2.ics": reply("kvar@example.org").replace("END:VEVENT", f"COMMENT:{NAME.upper()} kommer med mig\nEND:VEVENT"),
        "3.ics": reply("framling@example.org", more=f';CN="{NAME}"').replace(
            "END:VEVENT", f"COMMENT:Hälsa {NAME}\nEND:VEVENT"
        ),
        "4.ics": reply("kvar@example.org", "DELEGATED", hour=12, more=f';DELEGATED-TO="mailto:{EMAIL}"'),
        "5.eml": f"From: {EMAIL}\nContent-Type: text/calendar; method=REPLY\n\n" + reply("kvar@example.org", hour=13),
    }
    for name, text in answers.items():
        (project / name).write_text(text, encoding="utf-8")
        assert tell("replies", name).code == 0
        (project / name).unlink()
    tell("person", "set", "1", "--email", EMAIL)
    for event, fault in (("koping", Fault("RCPT", "550 no", 1)), ("fagersta", Fault("after", CUT, 1))):
        box.faults = [fault]
        tell("invite", event, "--send")
    box.faults = [Fault("MAIL", "451 later")]
    tell("invite", "arboga", "--send")
    box.faults = []
    tell("invite", "skinnskatteberg")
    tell("event", "move", "skinnskatteberg", "2018-12-10", "--yes", "--reason", f"{NAME} kan inte")
    tell("undo")
    tell("participants", "export", "norberg", "--internal")
    return 1


def hidden_texts(folder: Path) -> list[str]:
    """Give the files in which a text stands once base64 is read."""
    wanted = {one for text in TEXTS for one in spellings(text)}
    found = []
    for path in filter(Path.is_file, folder.rglob("*")):
        for run in re.findall(rb"[A-Za-z0-9+/\r\n]{24,}", path.read_bytes()):
            packed = run.replace(b"\r", b"").replace(b"\n", b"")
            for start in range(4):
                piece = packed[start:]
                data = base64.b64decode(piece[: len(piece) // 4 * 4])
                if any(one in data for one in wanted):
                    found.append(str(path.relative_to(folder)))
    return sorted(set(found))


in_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize("lang", ["sv", "en"])
@in_sqlite
def test_the_extract_shows_what_mail_keeps(filled: int, rusctl: Run, lang: str) -> None:
    rows = lines(rusctl("person", "extract", str(filled), "--json", "--lang", lang))
    found: dict[str, dict[int | None, dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["about"], {}).setdefault(row["number"], {})[row["field"]] = row["value"]
    messages = found["message"].values()
    assert [(one["event"], one["state"], one["address"]) for one in messages] == [
        ("norberg", "sent", "gammal.kanarie@xn--bofgel-kua.example.se"),
        ("koping", "failed", EMAIL),
        ("fagersta", "unknown", EMAIL),
        ("arboga", "queued", EMAIL),
        ("skinnskatteberg", "draft", EMAIL),
    ]
    assert [bool(one.get("text")) for one in messages] == [False, True, True, True, False]
    assert [one["said"] for one in messages][1] == "550 no"
    answers = list(found["answer"].values())
    assert ("tentative", "gammal.kanarie@xn--bofgel-kua.example.se") in [
        (one.get("answer"), one.get("address")) for one in answers
    ]
    assert {"event": "norberg", "comment": f"{NAME.upper()} kommer med mig"} in answers
    assert len(answers) == 2
    assert [one["reason"] for one in found["review"].values()] == ["stranger", "delegated", "sender"]
    assert [(row["key"], row["current"]) for row in found["address"].values()] == [
        ("gammal.kanarie@xn--bofgel-kua.example.se", "false"), (EMAIL, "true"),
    ]  # fmt: skip
    assert NAME in found["draft"][None]["text"]
    files = [row["value"].partition(":")[0] for row in rows if row["about"] == "file"]
    assert min(files) == ".rusctl/journal.jsonl"
    assert any(one.startswith("register/exports/PERSONUPPGIFTER") for one in files)
    text = rusctl("person", "extract", str(filled), "--lang", lang).out
    assert OTHER not in text
    for word in {"sv": ("Svar via e-post", "Utkast", "Meddelande via e-post"), "en": ("Answer by email", "Draft")}[
        lang
    ]:
        assert word in text
    for row in rows:
        if row["field"] in {"address", "name", "comment", "said", "text", "sender", "delegate", "file"}:
            assert all(line in text for line in row["value"].splitlines()), row


def test_erasing_leaves_no_byte_of_mail(filled: int, tell: Callable[..., Result], project: Path) -> None:
    rows = json.loads(tell("outbox", "list", "--json").out)
    mine = [(row["event"], row["state"]) for row in rows if row["name"] == NAME]
    assert mine == [
        ("norberg", "sent"), ("koping", "failed"), ("fagersta", "unknown"), ("arboga", "queued"),
        ("skinnskatteberg", "draft"),
    ]  # fmt: skip
    assert [row["reason"] for row in json.loads(tell("review", "--json").out)] == ["stranger", "delegated", "sender"]
    kept = ["register/register.sqlite3"] if (project / "register/register.sqlite3").exists() else []
    assert set(kept) <= set(files_with(project, TEXTS))
    assert hidden_texts(project) == ["register/drafts/skinnskatteberg/9.eml", *kept]
    dry = tell("person", "erase", str(filled), "--dry-run")
    assert (dry.code, dry.out.splitlines()[-1]) == (0, "13 records of messages are removed")
    assert set(kept) <= set(files_with(project, TEXTS))
    result = tell("person", "erase", str(filled), "--decision", "D", "--yes")
    assert (result.code, result.out.splitlines()[-1]) == (0, "nothing of it is left in the folder")
    assert files_with(project, TEXTS) == []
    assert hidden_texts(project) == []
    left = json.loads(tell("outbox", "list", "--json").out)
    assert [row["name"] for row in left] == [OTHER] * 5
    assert [(row["answer"], row["comment"]) for row in json.loads(tell("answers", "norberg", "--json").out)] == [
        ("accepted", None)
    ]
    assert [(row["reason"], row["comment"]) for row in json.loads(tell("review", "--json").out)] == [("stranger", None)]


@in_sqlite
def test_what_of_a_busy_calendar_names_the_person_is_said(
    filled: int, tell: Callable[..., Result], project: Path
) -> None:
    (project / "busy").mkdir()
    (project / "busy/kollega.ics").write_text(f"BEGIN:VCALENDAR\nX:{NAME}\nEND:VCALENDAR\n", encoding="utf-8")
    assert "  file: busy/kollega.ics:2" in tell("person", "extract", str(filled)).out.splitlines()
    result = tell("person", "erase", str(filled), "--decision", "D", "--yes")
    assert (result.code, result.out.splitlines()[-1]) == (
        1,
        "still found in: busy/kollega.ics:2; change these files yourself",
    )


def test_of_a_merged_person_all_goes(filled: int, tell: Callable[..., Result], project: Path) -> None:
    tell("person", "merge", "2", str(filled))
    result = tell("person", "erase", "2", "--decision", "D", "--yes")
    assert (result.code, result.out.splitlines()[-1]) == (0, "nothing of it is left in the folder")
    assert files_with(project, [*TEXTS, OTHER, "kvar@example.org"]) == []
    assert hidden_texts(project) == []
    assert json.loads(tell("outbox", "list", "--json").out) == []


@in_sqlite
def test_what_is_anothers_stays(filled: int, tell: Callable[..., Result], project: Path) -> None:
    tell("person", "set", "2", "--email", EMAIL)  # a mailbox that was handed over
    result = tell("person", "erase", str(filled), "--decision", "D", "--yes")
    assert result.code == 0
    rows = json.loads(tell("outbox", "list", "--json").out)
    assert {(row["address"], row["name"]) for row in rows} == {("kvar@example.org", OTHER)}
    assert EMAIL in tell("person", "list").out
    assert files_with(project, [NAME, OLD]) == []


@in_sqlite
@pytest.mark.parametrize("how", [("restrict", "1"), ("set", "1", "--protected")])
def test_drafts_to_who_may_not_be_written_to_are_removed(
    filled: int, tell: Callable[..., Result], project: Path, how: tuple[str, ...]
) -> None:
    result = tell("person", *how)
    assert filled == 1
    assert "1 draft to the person is removed" in result.err
    assert [path.name for path in (project / "register/drafts/skinnskatteberg").iterdir()] == ["10.eml"]
    for words in (("outbox", "list"), ("answers",), ("review",)):
        shown = tell(*words, "--json")
        assert EMAIL not in shown.out
        assert "more are not shown, since their data are protected or restricted" in shown.err
        assert EMAIL in tell(*words, "--hidden", "--json").out


@in_sqlite
def test_retention_takes_mail_too(filled: int, rusctl: Run, tell: Callable[..., Result], project: Path) -> None:
    assert filled
    path = project / "config/retention.toml"
    path.write_text('[[class]]\nid = "k"\nwhat = "contact"\nmonths = 6\ndecision = "D"\n', encoding="utf-8")
    assert rusctl("retention", "run", "--apply", "--today", "2019-12-01").code == 0
    assert files_with(project, [EMAIL, OLD, "kvar@example.org"]) == []
    assert json.loads(tell("outbox", "list", "--json").out) == []
