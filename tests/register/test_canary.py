"""A canary: fifty planted people, the commands run, and none of them in git, in public output or in logs."""

import os
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest

from rusctl.people import Mandate, Person
from rusctl.register import persons
from rusctl.register.change import Change
from rusctl.register.store import Register
from tests.conftest import Run, run_rusctl

PEOPLE = 50
NAMED = (["person", "list"], ["person", "find", "canary"], ["person", "duplicates"], ["participants", "list", "sala"])
PUBLIC = (
    ["status"],
    ["tour", "--json"],
    ["milestones"],
    ["check"],
    ["check", "--register"],
    ["check", "--register", "--json"],
    ["register", "status"],
    ["register", "log"],
    ["register", "log", "--json"],
    ["roles"],
    ["roles", "--json"],
    ["coverage"],
    ["coverage", "--json"],
    ["balance"],
    ["balance", "--json"],
    ["report", "annual", "2018"],
    ["report", "catering", "sala"],
    ["report", "annual", "2018", "-o", "annual.docx"],
    ["export"],
    ["export", "--registrar"],
    ["log"],
    ["event", "confirm", "norberg"],
    ["participants", "count", "sala", "politiker", "7", "--women", "3"],
    ["participants", "add", "sala", "1", "--answer", "accepted"],
    ["participants", "attend", "sala", "--all"],
    ["person", "set", "2", "--protected"],
    ["person", "merge", "3", "4"],
    ["register", "undo"],
    ["undo"],
)


def words(number: int) -> list[str]:
    return [f"Canary{number:03d}", f"canary{number:03d}@", f"Organisation{number:03d}"]


@pytest.fixture
def planted(register: Register) -> Register:
    def work(change: Change) -> None:
        for number in range(PEOPLE):
            name, address, organisation = words(number)
            held = Mandate(role="politiker", public=True, party=f"Party{number:03d}")
            new = Person(name=name, email=f"{address}example.org", organisation=organisation, mandates=(held,))
            persons.add(change, new)

    register.change("import", work)
    everybody = [str(number) for number in range(1, PEOPLE + 1)]
    assert run_rusctl("participants", "add", "sala", *everybody).code == 0
    return register


def named_in(data: bytes) -> bool:
    folded = data.lower()
    return any(word in folded for word in (b"canary0", b"organisation0", b"party0"))


def test_no_person_gets_out(planted: Register, project: Path, rusctl: Run) -> None:
    git = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org"}
    git |= {"GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.org"}

    def run_git(*arguments: str) -> bytes:
        return subprocess.run(
            ["git", *arguments], cwd=project, env={**os.environ, **git}, capture_output=True, check=True
        ).stdout

    run_git("init", "-q")
    for command in PUBLIC:
        result = rusctl(*command, "--today", "2018-12-31")
        assert result.code in (0, 1), (command, result)
        assert not named_in((result.out + result.err).encode()), command
    for command in NAMED:
        assert rusctl(*command, "--today", "2018-12-31").code == 0
    rusctl("report", "sign-in", "sala")
    rusctl("register", "backup")
    run_git("add", "-A")
    run_git("commit", "-q", "-m", "all")
    objects = run_git("cat-file", "--batch-all-objects", "--batch")
    assert b"kommundialog" in objects
    assert not named_in(objects)
    for path in project.rglob("*"):
        if path.is_file() and "register" not in path.relative_to(project).parts and ".git" not in path.parts:
            data = path.read_bytes()
            if path.suffix == ".docx":
                with zipfile.ZipFile(path) as packed:
                    data = b"".join(packed.read(name) for name in packed.namelist())
            assert not named_in(data), path
            if path.parent.name == "undo":
                assert not named_in(zlib.decompress(data)), path
    assert planted
