"""Databases that an earlier rusctl wrote: what they hold is shown as it was shown then."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from sqlalchemy import text

from rusctl.database import making, migrate, place
from rusctl.services.pieces import PIECES
from tests.conftest import Result, Run

HERE = Path(__file__).parent / "before"
FILE = "register/register.sqlite3"
Open = Callable[[str], Callable[..., Result]]


class Earlier(NamedTuple):
    """Files of an earlier schema: what each is called here, and beside the plan; and what was shown then."""

    files: dict[str, str]
    shown: str
    logged: int  # entries in the log that bringing them up to date adds
    entered: Mapping[str, int] = MappingProxyType(
        {}
    )  # rows that come to a listing, of those who were known to the messages alone


INVITED = {"person list --hidden --json": 1, "participants list norberg --hidden --json": 1}
EARLIER = {
    # the two databases of rusctl 0.1: people, and messages in every state
    "0.1": Earlier({one: one for one in ("register.sqlite3", "outbox.sqlite3")}, "shown.json", 1, INVITED),
    # the pace was each sender's own
    "0005": Earlier({"0005.sqlite3": "register.sqlite3"}, "0005.json", 0),
    # copies were called backups, a message was to an address alone, and whoever was entered was a person
    "0007": Earlier({"0007.sqlite3": "register.sqlite3"}, "0007.json", 0),
    # an organisation was the person's alone, and an address was not known to be reached or not
    "0013": Earlier({"0013.sqlite3": "register.sqlite3"}, "0013.json", 0),
}


def shown_of(version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / EARLIER[version].shown).read_text(encoding="utf-8"))
    return found


LINES = [(version, line) for version in EARLIER for line in shown_of(version)]


@pytest.fixture
def opened(project: Path, rusctl: Run) -> Open:
    """Give what brings the files of a version up to date and runs a command over them."""

    def open_version(version: str) -> Callable[..., Result]:
        folder = project / "register"
        folder.mkdir(mode=0o700)
        for name, called in EARLIER[version].files.items():
            shutil.copyfile(HERE / name, folder / called)
        assert rusctl("register", "migrate").code == 0
        return lambda *words: rusctl("--lang", "en", *words)

    return open_version


@pytest.mark.parametrize(("version", "line"), LINES)
def test_all_is_shown_as_it_was(opened: Open, version: str, line: str) -> None:
    result = opened(version)(*line.split())
    assert result.code == 0, result.err
    shown = json.loads(result.out)
    if line.startswith("register log"):
        for _ in range(EARLIER[version].logged):
            assert shown.pop(0)["what"] == "register migrate"
    then = shown_of(version)[line]
    now = [{name: row[name] for name in then[0]} for row in shown] if then else shown
    assert [row for row in now if row in then] == then
    assert len(now) == len(then) + EARLIER[version].entered.get(line, 0)
    assert not any(row.get("function") for row in shown)


@pytest.mark.parametrize("version", EARLIER)
def test_the_schema_is_that_of_a_new_one(opened: Open, project: Path, version: str, tmp_path: Path) -> None:
    """Nothing is wanting and nothing is left over, and a number is never given again."""
    opened(version)
    making.make_beside(tmp_path, PIECES)
    assert columns(project / FILE) == columns(tmp_path / FILE)
    with closing(sqlite3.connect(project / FILE)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        last = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
        for table, number in last.items():
            (highest,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
            assert number >= highest, table


def columns(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table: sorted(row[1:4] for row in connection.execute(f"PRAGMA table_info({table})"))
            for table in tables
            if not table.startswith(("sqlite_", "alembic_"))
        }


def test_the_copies_that_were_made_are_known(opened: Open, project: Path) -> None:
    assert json.loads(opened("0007")("register", "status", "--json").out)[0]["backups"] == 1
    with closing(sqlite3.connect(project / FILE)) as connection:
        assert connection.execute("SELECT id, place FROM copy").fetchall() == [(1, "/mnt/copies/backup.sqlite3")]


def test_messages_are_to_the_persons_whose_mailboxes_they_went_to(opened: Open, project: Path) -> None:
    """Also to one who has another mailbox since, to one of two who share it, and to one who became another."""
    opened("0007")
    with closing(sqlite3.connect(project / FILE)) as connection:
        found = dict(connection.execute("SELECT id, person FROM message"))
    assert found == {1: 1, 2: 2, 3: 3, 4: 4, 6: 1, 7: None, 8: 2}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_on_a_server_copies_go_on_above_the_last(database: str) -> None:
    with making.open_place(place.of(Path(), database)).engine.connect() as connection, connection.begin():
        migrate.migrate(connection, "0007")
        made = "INSERT INTO {} (operation, at, place) VALUES (1, now(), 'x')"
        connection.execute(text("INSERT INTO operation (key, at, what) VALUES ('k', now(), 'register backup')"))
        for _ in range(3):
            connection.execute(text(made.format("backup")))
        migrate.migrate(connection)
        connection.execute(text(made.format('"copy"')))
        assert list(connection.execute(text('SELECT id FROM "copy" ORDER BY id')).scalars()) == [1, 2, 3, 4]


def test_what_is_known_of_parts_and_addresses_is_filled_in(opened: Open) -> None:
    run = opened("0013")
    shown = json.loads(run("participants", "list", "sala", "--json").out)
    assert [(row["name"], row["organisation"]) for row in shown if row["number"]] == [
        ("Testperson Ett", "Sala kommun"),
        ("Testperson Två", "Norberg kommun"),
    ]
    (gone,) = json.loads(run("outbox", "addresses", "--json").out)
    assert (gone["address"], gone["persons"], gone["said"]) == ("tva@example.org", ["2"], "5.1.1")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_on_a_server_the_same_is_filled_in(database: str) -> None:
    with making.open_place(place.of(Path(), database)).engine.connect() as connection, connection.begin():
        migrate.migrate(connection, "0013")
        for line in (
            "INSERT INTO operation (key, at, what) VALUES ('k', now(), 'x')",
            "INSERT INTO person (name, organisation, email, operation) VALUES ('A', 'Sala kommun', 'ett@x.org', 1)",
            "INSERT INTO address (person, key, current, operation) VALUES (1, 'ett@x.org', true, 1)",
            "INSERT INTO participation (event, role, person, operation) VALUES ('sala', 'politiker', 1, 1)",
            "INSERT INTO participation (event, role, kind, number, operation) VALUES ('sala', 'a', 'count', 3, 1)",
            "INSERT INTO mail_event (uid, event, operation) VALUES ('u', 'sala', 1)",
            *(
                "INSERT INTO message (uid, key, ordinal, address, name, role, part, language, kind, method, sequence, "
                f"significant, seen, identity, state, made, changed, said, operation) VALUES ('u', '{key}', {ordinal}, "
                f"'{key}', '', '', 'required', '', 'invitation', 'REQUEST', 0, '', '', '{key}{ordinal}', '{state}', "
                "'2018', '2018', '550', 1)"
                for key, ordinal, state in (
                    ("ett@x.org", 1, "failed"),
                    ("tva@x.org", 1, "failed"),
                    ("tva@x.org", 2, "sent"),
                )
            ),
        ):
            connection.execute(text(line))
        migrate.migrate(connection)
        parts = connection.execute(text("SELECT organisation, waiting, offered FROM participation ORDER BY id"))
        assert [tuple(row) for row in parts] == [("Sala kommun", "", None), ("", "", None)]
        gone = connection.execute(text("SELECT key, said FROM unreached"))
        assert [tuple(row) for row in gone] == [("ett@x.org", "550")]
