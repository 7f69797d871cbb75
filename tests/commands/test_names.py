"""In every command a name may be the id or what people call it, in any case, and a day as people write it."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from rusctl.cli import COMMANDS, Commands
from rusctl.commands.common import typed
from tests.conftest import Run, copy_plan

NAMES = frozenset(
    {
        *("EVENT", "MILESTONE", "ID", "ROLE", "KIND", "STATUS", "ANSWER", "STATE", "WHAT", "A,B", "ROLE N", "TARGET"),
        *("MUNICIPALITY", "VENUE", "BODY", "STEP", "TOUR", "TEMPLATE", "LIKE"),
    }
)
NEW = frozenset(
    {
        *("event add EVENT", "busy add --id", "milestone add MILESTONE", "tour add TOUR"),
        *(
            "municipality add --id",
            "role add --id",
            "venue add --id",
            "body add --id",
            "event copy --id",
            "template add TEMPLATE",
            "commitment add --id",
            "consultation declare --id",
            *("indicator add --id", "programme add --id", "result add --id", "result add WHAT"),
        ),
    }
)  # what is to be made has no name yet
ELSEWHERE = frozenset(
    {
        *("event edit EVENT", "publish --to", "publish --restored", "publish --overwrite", "outbox resolve --event"),
        *("init --from", "init --to"),
        *(f"template {one} --{option}-by" for one in ("add", "set") for option in ("answer", "decide")),  # refused
    }
)


def lines(name: str) -> list[tuple[str, str]]:
    """Give pairs of command lines that mean the same; a _ stands for a space inside a word."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [(one, other) for line in text.splitlines() for one, other in [line.split("\t")]]


LINES, DAYS = lines("names.tsv"), lines("days.tsv")
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
DTSTAMP:20181101T000000Z
DTSTART:20181206T090000
DTEND:20181206T120000
SUMMARY:Möte
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an empty place for the folder that all the lines are run in: none of them changes it."""
    return tmp_path_factory.mktemp("names")


@pytest.fixture
def place(folder: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    if not (folder / "events.toml").exists():
        copy_plan(folder)
        (folder / "in.ics").write_text(CALENDAR, encoding="utf-8")
        (folder / "text.md").write_text("# Strategin\n\nText.\n", encoding="utf-8")
        (folder / "people.csv").write_text("Namn;E-post\nBo;bo@example.se\n", encoding="utf-8")
        (folder / "inputs.csv").write_text("Inspel\nFler bussar\n", encoding="utf-8")
        frame = folder / "config" / "frame.toml"
        more = '[[challenge]]\nid = "alder"\nname = "Ålder"\n[[question]]\nid = "framtid"\ntext = "Framtid?"\n'
        frame.write_text(f"{frame.read_text()}\n{more}", encoding="utf-8")
        for line in (
            "busy add in.ics --name Fullmäktige --everyone",
            "register init",
            "person add --name Eva --email eva@example.se --role politiker --municipality sala",
            "participants add koping 1",
            "event move koping 2018-12-05",
            "invite koping",
            "lead-time set regionfullmaktige summons 15_days",
            "travel set sala koping 45",
            "template add mall --like sala --title Min_mall",
            "commitment add Utbildning --who Sala --by 2021-06-30",
            "tour add forsta --name Första_varvet --round 1",
            "inputs add koping Bussar",
            "venue add Stadshuset",
            "consultation declare Remissen --opens consultation-opens --closes consultation-closes",
            "consultation declare Andra --opens consultation-opens --closes consultation-closes",
            "consultation body Sala_kommun --consultation remissen --kind kommun",
            "consultation body Köpings_kommun --consultation andra --kind kommun",
            "strategy import text.md --as remiss --yes",
            "indicator add Jobb --unit procent --source SCB",
            "programme add Plan",
            "result add Bok --by Projekt",
            "consultation add --text Bra --consultation remissen --new Ny --kind other --arrived unknown",
            "consultation split 1 Bra --consultation remissen",
            "consultation reasons banan Text --consultation remissen",
        ):
            result = rusctl(*(word.replace("_", " ") for word in line.split()))
            assert result.code == 0, result.err
    return folder


@pytest.mark.parametrize(("by_id", "by_name"), LINES)
def test_a_name_gives_what_its_id_gives(place: Path, rusctl: Run, by_id: str, by_name: str) -> None:
    assert place
    one, other = (rusctl(*(word.replace("_", " ") for word in line.split())) for line in (by_id, by_name))
    assert (one.code, one.out, one.err) == (other.code, other.out, other.err)
    assert " is not a" not in one.err, one.err


@pytest.mark.parametrize(("in_digits", "in_words"), DAYS)
def test_a_day_in_words_gives_what_its_digits_give(place: Path, rusctl: Run, in_digits: str, in_words: str) -> None:
    assert place
    one, other = (rusctl(*(word.replace("_", " ") for word in line.split())) for line in (in_digits, in_words))
    assert (one.code, one.out) == (other.code, other.out) != (2, ""), other.err


def test_every_name_and_every_day_that_a_command_takes_is_tried() -> None:
    lacking = []
    for command, declared in declared_of(COMMANDS):
        what = str(declared.settings.get("metavar") or "").strip(".[]")
        shown = next(iter(declared.names), what)
        among = DAYS if what == "DAY" else LINES if what in NAMES else None
        if among is None or f"{command} {shown}" in NEW | ELSEWHERE:
            continue
        tried = [line.split() for _, line in among if line.startswith(f"{command} ")]
        if declared.names:
            tried = [words for words in tried if not set(declared.names).isdisjoint(words)]
        if not tried:
            lacking.append(f"{command} {shown}")
    assert lacking == []


def declared_of(table: Commands, before: str = "") -> Iterator[tuple[str, typed.Declared]]:
    """Give every argument and option with the command that takes it."""
    for name, entry in table.items():
        if not isinstance(entry, str):
            yield from declared_of(entry, f"{before}{name} ")
            continue
        module, _, function = entry.partition(":")
        command = getattr(importlib.import_module(f"rusctl.commands.{module}"), function)
        for hint in get_type_hints(command, include_extras=True).values():
            declared = next((one for one in get_args(hint)[1:] if isinstance(one, typed.Declared)), None)
            if declared:
                yield f"{before}{name}", declared
