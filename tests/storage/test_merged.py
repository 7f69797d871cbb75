"""What git could not merge is mended to the higher versions, whatever the markers did to the file."""

import datetime as dt
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.model.ledger import Ledger, PublishedEntry, TargetState
from rusctl.storage.ledger import published_bytes
from rusctl.storage.ledger_merge import merged, together
from rusctl.storage.plan import conflict_line

NOW = dt.datetime(2018, 11, 8, 12, tzinfo=dt.UTC)
A = PublishedEntry(
    uid="a@example.org",
    sequence=1,
    fingerprint="aa",
    created=NOW,
    modified=NOW,
    status="CONFIRMED",
    title="A",
    start=dt.date(2018, 11, 26),
    end=dt.date(2018, 11, 26),
    feeds=("all", "confirmed"),
    given=(TargetState("group", 1, etag='"1"'), TargetState("web", 1)),
)
B = replace(A, uid="b@example.org", title="B")
LATER = NOW + dt.timedelta(hours=1)
HIGHER = replace(A, sequence=2, fingerprint="bb", modified=LATER, title="A2")


def ledger(*tolds: PublishedEntry) -> Ledger:
    return Ledger(entries={one.uid: one for one in tolds}, feeds={"all": "All"})


def test_the_higher_version_counts_whole() -> None:
    assert together([ledger(A, B), ledger(HIGHER)]) == together([ledger(HIGHER), ledger(A, B)]) == ledger(HIGHER, B)


def test_of_each_target_the_higher_version_it_was_given_counts() -> None:
    one = replace(A, given=(TargetState("group", 3, etag="x"), TargetState("web", 1, refused=2, reason="507")))
    other = replace(HIGHER, given=(TargetState("group", 2, etag="y"), TargetState("new", 2), TargetState("web", 1)))
    for sides in ([ledger(one), ledger(other)], [ledger(other), ledger(one)]):
        (told,) = together(sides).entries.values()
        assert told.given == (
            TargetState("group", 3, etag="x"),
            TargetState("new", 2),
            TargetState("web", 1, refused=2, reason="507"),
        )
        assert told.sequence == 2


def test_two_things_told_under_one_number_are_told_anew() -> None:
    other = replace(A, fingerprint="cc", modified=LATER, title="C")
    for sides in ([ledger(A), ledger(other)], [ledger(other), ledger(A)]):
        assert together(sides) == ledger(replace(other, fingerprint=""))
    assert together([ledger(A), ledger(replace(A, modified=LATER))]) == ledger(replace(A, modified=LATER))


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, check=False)


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_merge_by_git_itself(tmp_path: Path, style: str) -> None:
    assert shutil.which("git")
    path = tmp_path / "published.toml"
    git(tmp_path, "init")

    def commit(*tolds: PublishedEntry) -> None:
        path.write_bytes(published_bytes(ledger(*tolds)))
        git(tmp_path, "add", "-A")
        assert git(tmp_path, "commit", "-m", "x").returncode == 0

    commit(A, B)
    git(tmp_path, "switch", "-c", "side")
    commit(replace(HIGHER, sequence=3, given=(A.given[0], TargetState("web", 3))), B)
    git(tmp_path, "switch", "main")
    moved = replace(B, sequence=4, fingerprint="dd", location="Sala")
    commit(HIGHER, moved)
    assert git(tmp_path, "-c", f"merge.conflictStyle={style}", "merge", "side").returncode == 1
    data = path.read_bytes()
    assert conflict_line(data)
    best = replace(HIGHER, sequence=3, given=(TargetState("group", 1, etag='"1"'), TargetState("web", 3)))
    assert merged(data) == (ledger(best, moved), 0)


def test_changes_of_different_entries_are_merged_by_git_alone(tmp_path: Path) -> None:
    path = tmp_path / "published.toml"
    tolds = [replace(A, uid=f"e-{number}@example.org") for number in range(6)]
    git(tmp_path, "init")
    for branch, index in (("main", None), ("side", 1), ("main", 4)):
        git(tmp_path, "switch", *(["-c", branch] if branch == "side" else [branch]))
        changed = [replace(one, sequence=2, fingerprint="x") if n == index else one for n, one in enumerate(tolds)]
        path.write_bytes(published_bytes(ledger(*changed)))
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-m", "x")
    assert git(tmp_path, "merge", "side").returncode == 0
    found, lost = merged(path.read_bytes())
    assert ([told.sequence for told in found.entries.values()], lost) == ([1, 2, 1, 1, 2, 1], 0)


def doubled() -> str:
    """Both sides kept, and the markers taken away by hand: each table stands twice, so it is no TOML."""
    one, other = (published_bytes(ledger(told)).decode() for told in (A, HIGHER))
    return one + other.partition("\n\n")[2]


def test_both_sides_kept_without_markers() -> None:
    assert merged(doubled().encode()) == (ledger(HIGHER), 0)


def test_a_key_that_stands_twice_in_a_table() -> None:
    text = published_bytes(ledger(A)).decode().replace("sequence = 1\nfinger", "sequence = 1\nsequence = 5\nfinger")
    found, lost = merged(text.encode())
    assert (found.entries["a@example.org"].sequence, lost) == (5, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n[entry", "\n<<<<<<< HEAD\n[entry"),
        ('title = "A"\n', '=======\ntitle = "A"\n'),
        ('title = "A"\n', '>>>>>>> main\ntitle = "A"\n'),
        ('title = "A"\n', '<<<<<<< HEAD\ntitle = "A"\n=======\ntitle = "A"\n>>>>>>> main\n'),
        ('title = "A"\n', 'title = "A"\r\n'),
    ],
)
def test_markers_that_make_no_pair(old: str, new: str) -> None:
    text = published_bytes(ledger(A, B)).decode()
    assert old in text
    found, lost = merged(text.replace(old, new, 1).encode())
    assert (found, lost) == (ledger(A, B), 0)


def test_what_cannot_be_read_is_left_out_and_counted() -> None:
    text = published_bytes(ledger(A, B)).decode()
    spoilt = text.replace('title = "A"', "title = A", 1).replace(
        'status = "CONFIRMED"', 'status = "CONFIRMED"\nwhat is this', 1
    )
    found, lost = merged(spoilt.encode())
    assert (set(found.entries), lost) == ({"b@example.org"}, 2)
    found, lost = merged(text.replace("location", "x").replace('"confirmed",\n]', '"confirmed",', 1).encode())
    assert (set(found.entries), lost) == ({"a@example.org", "b@example.org"}, 1)
