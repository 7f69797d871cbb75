import datetime as dt
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.errors import ConflictError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.storage.files import atomic, journal, journal_file
from rusctl.storage.files.atomic import FileChange

NOW = dt.datetime(2018, 11, 8, 12, 30, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "events.toml").write_bytes(b"0")
    return tmp_path


def write(
    folder: Path, new: bytes | None, name: str = "events.toml", words: tuple[str, ...] = ("event", "move")
) -> None:
    path = folder / name
    with journal.changing(folder):
        old = path.read_bytes() if path.exists() else None
        journal.commit(folder, {name: FileChange(old, new)}, words, NOW)


def undo(folder: Path) -> int:
    with journal.changing(folder):
        return journal.undo(folder, ["undo"], NOW).entry.number


def test_a_change_is_logged_with_its_words_files_and_time(folder: Path) -> None:
    write(folder, b"1")
    (entry,) = journal.entries(folder)
    assert entry == journal_file.JournalEntry(
        1,
        NOW,
        ("event", "move"),
        (journal_file.FileDigests("events.toml", journal_file.digest(b"0"), journal_file.digest(b"1")),),
    )
    assert (folder / "events.toml").read_bytes() == b"1"
    assert stat.S_IMODE((folder / ".rusctl" / "journal.jsonl").stat().st_mode) == 0o600
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder / ".rusctl" / "undo").iterdir()] == [0o600]


def test_what_changes_nothing_is_no_change(folder: Path) -> None:
    write(folder, b"0")
    assert journal.entries(folder) == ()


def test_undo_goes_back_step_by_step_and_is_logged_itself(folder: Path) -> None:
    for new in (b"1", b"2", b"3"):
        write(folder, new)
    assert (undo(folder), undo(folder)) == (3, 2)
    assert (folder / "events.toml").read_bytes() == b"1"
    write(folder, b"4")
    assert (undo(folder), undo(folder)) == (6, 1)
    assert (folder / "events.toml").read_bytes() == b"0"
    assert [(entry.number, entry.undoes) for entry in journal.entries(folder)] == [
        (1, 0), (2, 0), (3, 0), (4, 3), (5, 2), (6, 0), (7, 6), (8, 1),
    ]  # fmt: skip
    with pytest.raises(RusctlError) as caught:
        undo(folder)
    assert Language("en").text(caught.value.message) == "there is no change to undo"


def test_files_that_were_made_or_removed_come_and_go(folder: Path) -> None:
    (folder / "config").mkdir(exist_ok=True)
    write(folder, b"n", "config/roles.toml")
    write(folder, None)
    undo(folder)
    assert (folder / "events.toml").read_bytes() == b"0"
    undo(folder)
    assert not (folder / "config" / "roles.toml").exists()


@pytest.mark.parametrize("theirs", [b"hand edit", b"", None])
def test_undo_is_refused_after_an_edit_by_hand(folder: Path, theirs: bytes | None) -> None:
    write(folder, b"1")
    path = folder / "events.toml"
    if theirs is None:
        path.unlink()
    else:
        path.write_bytes(theirs)
    with pytest.raises(ConflictError) as caught:
        undo(folder)
    assert caught.value.exit_code == 4
    assert (path.read_bytes() if path.exists() else None) == theirs
    assert len(journal.entries(folder)) == 1


def test_a_change_on_top_of_an_edit_by_hand_is_refused_and_not_logged(folder: Path) -> None:
    with journal.changing(folder), pytest.raises(ConflictError):
        journal.commit(folder, {"events.toml": FileChange(b"other", b"1")}, ["x"], NOW)
    assert journal.entries(folder) == ()
    assert (folder / "events.toml").read_bytes() == b"0"


def test_looking_at_what_undo_would_do_changes_nothing(folder: Path) -> None:
    write(folder, b"1")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found = journal.undoing(folder)
    assert found.changes == {"events.toml": FileChange(b"1", b"0")}
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_last_fifty_changes_can_be_taken_back_even_after_others_were(folder: Path) -> None:
    for number in range(60):
        write(folder, b"%d" % (number + 1))
        if number % 10 == 4:
            undo(folder)
    for _ in range(50):  # of 54 that stand
        undo(folder)
    with pytest.raises(RusctlError) as caught:
        undo(folder)
    assert Language("en").text(caught.value.message) == (
        "the file's earlier content is no longer kept; only the last 50 changes can be undone"
    )
    assert len(list((folder / ".rusctl" / "undo").iterdir())) <= 50


@given(words=st.lists(st.text(), max_size=3), name=st.sampled_from(["events.toml", "busy/å ä.txt"]))
@settings(deadline=None, max_examples=100)
def test_a_line_holds_any_text_and_reads_back(
    words: list[str], name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    (folder / ".rusctl").mkdir()
    entry = journal_file.JournalEntry(1, NOW, tuple(words), (journal_file.FileDigests(name, None, "0" * 64),), 0)
    for _ in range(2):
        journal_file.append(folder, journal_file.as_line(entry))
    raw = (folder / ".rusctl" / "journal.jsonl").read_bytes()
    assert (raw.count(b"\n"), raw.isascii(), b"\r" in raw) == (2, True, False)
    assert [journal_file.as_entry(line) for line in journal_file.lines(folder)] == [entry, entry]


def test_words_that_are_no_unicode_are_logged(folder: Path) -> None:
    write(folder, b"1", words=("event", "caf\udce9", "\x1b[2J\u2028"))
    assert journal.entries(folder)[0].command == ("event", "caf\udce9", "\x1b[2J\u2028")


@pytest.mark.parametrize("keep", [0, 1, 10, 60, -1])
def test_a_torn_last_line_is_passed_over_and_the_next_begins_anew(folder: Path, keep: int) -> None:
    write(folder, b"1")
    path = folder / ".rusctl" / "journal.jsonl"
    whole = path.read_bytes()
    line = json.dumps(journal_file.as_line(journal.entries(folder)[0]._replace(number=2))).encode() + b"\n"
    path.write_bytes(whole + line[:keep])
    assert len(journal.entries(folder)) == (2 if keep == -1 else 1)  # all but its line break: the file does hold that
    write(folder, b"2")
    assert [entry.files[0].after for entry in journal.entries(folder)][-1] == journal_file.digest(b"2")
    undo(folder)
    assert (folder / "events.toml").read_bytes() == b"1"


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b"\xff\xfe",
        b"null",
        b'{"id": "1"}',
        b'{"id": 7}',
        b'{"id": 7, "when": "x", "command": [], "files": [], "undoes": 0}',
    ],
)
def test_a_damaged_line_does_no_harm(folder: Path, line: bytes) -> None:
    write(folder, b"1")
    with (folder / ".rusctl" / "journal.jsonl").open("ab") as file:
        file.write(line + b"\n")
    write(folder, b"2")
    undo(folder)
    undo(folder)
    assert (folder / "events.toml").read_bytes() == b"0"


@pytest.mark.parametrize("name", ["../outside", "/etc/x", "a/../../x", "", "..", "a\\..\\x"])
def test_a_journal_that_leads_out_of_the_folder_is_not_followed(folder: Path, name: str) -> None:
    write(folder, b"1")
    path = folder / ".rusctl" / "journal.jsonl"
    path.write_text(path.read_text().replace('"events.toml"', json.dumps(name)))
    with pytest.raises(RusctlError):
        undo(folder)


def test_bytes_that_were_tampered_with_are_not_put_back(folder: Path) -> None:
    write(folder, b"1")
    (kept,) = (folder / ".rusctl" / "undo").iterdir()
    kept.write_bytes(b"not what it was")
    with pytest.raises(RusctlError):
        undo(folder)
    assert (folder / "events.toml").read_bytes() == b"1"


def _standing(folder: Path) -> list[int]:
    made = journal.entries(folder)
    undone = {entry.undoes for entry in made}
    return [entry.number for entry in made if not entry.undoes and entry.number not in undone]


def _long(folder: Path, count: int) -> None:
    """Make a journal of many changes, each of which was taken back by the next but for every tenth."""
    write(folder, b"1")
    line = journal_file.lines(folder)[0]
    made = []
    for number in range(1, count + 1):
        undoes = number - 1 if number % 2 == 0 and number % 10 else 0
        made += [line | {"id": number, "undoes": undoes}, {"id": number, "end": "done"}]
    (folder / ".rusctl" / "journal.jsonl").write_bytes(b"".join(map(journal_file.packed, made)))


def test_what_undo_cannot_use_is_cut_from_a_long_journal(folder: Path) -> None:
    _long(folder, 20_000)
    standing = _standing(folder)[-journal_file.KEPT + 1 :]
    write(folder, b"2")
    path = folder / ".rusctl" / "journal.jsonl"
    assert len(journal_file.lines(folder)) <= 2 * (journal_file.KEPT + journal_file.LOGGED) < journal_file.LONGEST
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert _standing(folder)[-journal_file.KEPT :] == [*standing, 20_001]
    assert undo(folder) == 20_001
    assert (folder / "events.toml").read_bytes() == b"1"


def test_a_long_journal_is_read_once_by_a_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _long(folder, 2_000)
    read, lines = [], journal_file.lines

    def reading(folder: Path) -> list[dict[str, Any]]:
        read.append(lines(folder))
        return read[-1]

    monkeypatch.setattr(journal_file, "lines", reading)
    write(folder, b"2")
    assert [len(found) > journal_file.LONGEST for found in read] == [True] + [False] * (len(read) - 1)


def test_a_journal_grows_to_its_bound_and_no_further(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_file, "LONGEST", 20)
    monkeypatch.setattr(journal_file, "LOGGED", 3)
    monkeypatch.setattr(journal_file, "KEPT", 3)
    longest = 0
    for number in range(1, 60):
        write(folder, str(number).encode())
        if number % 5:
            undo(folder)
        longest = max(longest, len(journal_file.lines(folder)))
    assert longest <= 20
    before = _standing(folder)
    assert len(before) >= 2
    assert undo(folder) == before[-1]


def test_a_journal_that_cannot_be_cut_stays_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _long(folder, 600)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write_private = atomic.write_private
    monkeypatch.setattr(
        atomic,
        "write_private",
        lambda path, data, *, below: full() if path.name == "journal.jsonl" else write_private(path, data, below=below),
    )
    write(folder, b"2")
    assert len(journal_file.lines(folder)) == 1_202
    assert undo(folder) == 601
