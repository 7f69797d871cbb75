"""What earlier versions had told is not told again in better words, nor in another language; a real change is."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from rusctl.language import dates
from rusctl.language.texts import MoFile
from rusctl.storage.plan import load
from tests.calendar.server.servers import PASSWORD, radicale
from tests.conftest import Result, Run, agree

TOLD = Path(__file__).parent / "told"
DATABASES = {
    "0.1.0": ("outbox-0.1.0.sql", "outbox.sqlite3"),
    "0.2.0.dev0": ("register-0.2.0.dev0.sql", "register.sqlite3"),
}
EVENTS = ("sala", "arboga", "uppstart", "extra", "uppskjuten", "borttagen")
TODAY = ("--today", "2018-11-09")
Tell = Callable[..., Result]


@pytest.fixture(params=sorted(DATABASES))
def folder(request: pytest.FixtureRequest, tmp_path: Path, rusctl: Run) -> Path:
    """What one of the versions left behind."""
    plan = tmp_path / "plan"
    shutil.copytree(TOLD / "plan", plan)
    (plan / "register").mkdir(mode=0o700)
    script, name = DATABASES[request.param]
    with closing(sqlite3.connect(plan / "register" / name)) as connection:
        connection.executescript((TOLD / script).read_text(encoding="utf-8"))
    (plan / "register" / name).chmod(0o600)
    result = rusctl("register", "migrate", "--project", str(plan))
    assert result.code == 0, result.err
    return plan


@pytest.fixture
def tell(folder: Path, rusctl: Run) -> Tell:
    return lambda *words: rusctl("--lang", "en", *words, *TODAY, "--project", str(folder))


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program: every sentence and every month is in other words."""
    as_before = MoFile.text
    monkeypatch.setattr(MoFile, "text", lambda self, text: f"~{as_before(self, text)}~")
    for table in (dates.MONTHS, dates.SHORT_MONTHS, dates.WEEKDAYS):
        for code in table:
            monkeypatch.setitem(table, code, tuple(f"{word}~" for word in table[code]))


def in_english(folder: Path) -> None:
    replace(folder / "config/process.toml", 'language = "sv"', 'language = "en"')


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def sequences(folder: Path) -> Mapping[str, int]:
    ledger = load(folder).plan.published
    assert ledger
    return {told.id: told.sequence for told in ledger.entries.values()}


def entries(folder: Path) -> bytes:
    """Give what the ledger says of all entries."""
    return (folder / "config/published.toml").read_bytes().partition(b"\n[entry.")[2]


def in_files(files: Path) -> dict[str, list[bytes]]:
    found = {path.name: path.read_bytes() for path in sorted(files.glob("*.ics"))}
    return {name: re.findall(rb"\r\n((?:UID|SEQUENCE|LAST-MODIFIED):[^\r]*)", octets) for name, octets in found.items()}


def without_page(path: Path) -> bytes:
    """Give a feed without the line that its descriptions end with since, where an event has a page."""
    return unfolded(path.read_bytes()).replace(rb"\nMer: https://example.org/sala", b"")


def unfolded(octets: bytes) -> bytes:
    return octets.replace(b"\r\n ", b"")


def mails(tell: Tell, event: str) -> list[tuple[str, int]]:
    """Give what there is to write to the people of an event."""
    result = tell("invite", event, "--json", "--dry-run")
    assert result.code == 0, result.err
    return [(row["kind"], row["sequence"]) for row in json.loads(result.out)]


@pytest.fixture(params=["same words", "other words", "other language", "other words and language"])
def upgraded(request: pytest.FixtureRequest, folder: Path) -> str:
    """The program as it is, or renewed; the folder in its language, or another."""
    if "words" in request.param and "same" not in request.param:
        request.getfixturevalue("renewed")
    if "language" in request.param:
        in_english(folder)
    return str(request.param)


def test_nobody_is_told_and_no_version_moves(folder: Path, tell: Tell, upgraded: str) -> None:
    ledger, versions, feeds = entries(folder), sequences(folder), in_files(folder / "feeds")
    octets = (folder / "feeds/all.ics").read_bytes()
    assert "not-published" not in tell("check").out
    result = tell("publish")
    assert result.code == 0, result.err
    assert (sequences(folder), in_files(folder / "feeds")) == (versions, feeds)
    assert (without_page(folder / "feeds/all.ics") == unfolded(octets)) == (upgraded == "same words")
    if "language" not in upgraded:  # then an earlier version beside this one finds all as it left it, too
        assert entries(folder) == ledger
    for event in EVENTS:
        assert mails(tell, event) == [], event
    assert json.loads(tell("invite", "--changed", "--json", "--dry-run").out) == []


def test_what_has_really_changed_is_told(folder: Path, tell: Tell, upgraded: str) -> None:
    assert upgraded
    versions = dict(sequences(folder))
    assert tell("event", "move", "arboga", "11 dec 2018").code == 0
    replace(folder / "events.toml", 'source = "Dnr 18/1"', 'source = "Dnr 18/3"')
    replace(folder / "events.toml", 'title = "Uppstart"', 'title = "Uppstarten"')
    assert mails(tell, "arboga") == [("update", 2)] * 2
    assert mails(tell, "sala") == mails(tell, "uppstart") == [("information", 0)] * 2
    assert mails(tell, "extra") == []
    assert tell("publish").code == 0
    assert sequences(folder) == versions | {"arboga": 2, "sala": 1, "uppstart": 1}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server with the calendar that an earlier version filled."""
    place = tmp_path_factory.mktemp("radicale")
    with radicale(place) as server:
        yield server.origin, place / "store/collection-root/rusctl/turen"


@pytest.fixture
def served(folder: Path, origin: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which the server keeps the calendar."""
    url, calendar = origin
    shutil.rmtree(calendar, ignore_errors=True)
    shutil.copytree(TOLD / "calendar", calendar)
    replace(folder / "config/targets.toml", "http://127.0.0.1:5232", url)
    monkeypatch.setenv("RUS_KALENDER", PASSWORD)
    agree(folder)
    return calendar


def test_a_server_gets_better_words_under_the_same_version(
    folder: Path, tell: Tell, served: Path, upgraded: str
) -> None:
    versions, there = sequences(folder), in_files(served)
    result = tell("publish", "--to", "gruppen")
    assert (result.code, "delivered" in result.err) == (0, True), result.err
    assert (sequences(folder), in_files(served)) == (versions, there)
    assert result.err.startswith("1 event delivered") == (upgraded == "same words")  # the one that has a page
    assert tell("publish", "--to", "gruppen").err.startswith("0 events delivered, 9 as before")


def test_a_server_gets_a_real_change(folder: Path, tell: Tell, served: Path, upgraded: str) -> None:
    assert upgraded
    assert tell("event", "move", "arboga", "11 dec 2018").code == 0
    assert tell("publish", "--to", "gruppen").code == 0
    assert sequences(folder)["arboga"] == 2
    assert b"SEQUENCE:2" in (served / "arboga.plan.example.org.ics").read_bytes()
