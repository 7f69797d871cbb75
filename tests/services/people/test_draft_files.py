"""Drafts are files of one computer: written with their messages, and gone with them in whatever folder."""

from pathlib import Path

import pytest

from rusctl.database import erased, identity
from rusctl.database.database import Register
from rusctl.database.pieces import Identity
from rusctl.errors import ConflictError
from rusctl.language.message import Message
from rusctl.mail import drafts
from rusctl.mail.outbox import Outbox
from rusctl.mail.schema import message
from rusctl.model.messages import State
from rusctl.services.people import draft_files
from rusctl.services.people.draft_files import DraftFiles
from rusctl.services.people.register_access import NUMBERED
from rusctl.services.project import Project
from tests.mail.conftest import NOW, UID, new
from tests.register import conftest as databases
from tests.services.conftest import said

database, register = databases.database, databases.register  # each test runs on both databases
made_file, made_database, postgres = databases.made_file, databases.made_database, databases.postgres_fixture
PEOPLE = ("ett@example.org", "tva@example.org")


def remembering(register: Register, folder: Path) -> Register:
    register.memory = identity.Memory(folder, NUMBERED, lambda _: None)
    return register


@pytest.fixture
def box(register: Register, project: Path) -> Outbox:
    return Outbox(remembering(register, project), NOW)


def write(box: Outbox, folder: Path, *people: str, ordinal: int = 1) -> tuple[list[int], DraftFiles]:
    files = DraftFiles(folder, "sala", [f"till {one}".encode() for one in people])
    messages = [new(one, ordinal, State.DRAFT)._replace(octets=None) for one in people]
    return box.add(UID, "sala", messages, drafted=files.write), files


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in drafts.place(folder, "sala").glob("*"))


def tidy(register: Register, tour: Project) -> list[Message]:
    told: list[Message] = []
    tour.tell = told.append
    with register.reading() as connection:
        marks = erased.known(connection)
    draft_files.tidy(tour, register, marks)
    return told


def test_they_are_named_by_their_messages(box: Outbox, project: Path) -> None:
    numbers, _ = write(box, project, *PEOPLE)
    assert numbers == [1, 2]
    assert names(project) == ["1.eml", "2.eml"]
    assert drafts.found(project)[2].read_bytes() == b"till tva@example.org"
    with box.register.reading() as connection:
        found = draft_files.to(connection, project, ["TVA@example.org"])
    assert [path.name for path in found] == ["2.eml"]
    assert draft_files.remove(box.register, project, [Identity(0, (), (), ("tva@example.org",))]) == 1
    assert names(project) == ["1.eml"]


def test_whose_they_are_stands_in_the_register(box: Outbox, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "colleague"
    other.mkdir()
    write(box, project, "ett@example.org")
    remembering(box.register, other)
    write(box, other, "tva@example.org")
    with box.register.reading() as connection:
        folders = list(connection.execute(message.select().order_by(message.c.id)).mappings())
    assert [row["folder"] for row in folders] == [1, 2]


def test_where_others_have_told_the_same_nothing_stays(box: Outbox, project: Path) -> None:
    write(box, project, "ett@example.org")
    files = DraftFiles(project, "sala", [b"x", b"y"])
    messages = [new(one, 1, State.DRAFT) for one in ("tre@example.org", "ett@example.org")]
    with pytest.raises(ConflictError):
        Outbox(box.register, NOW).add(UID, "sala", messages, drafted=files.write)
    files.take_back()
    assert names(project) == ["1.eml"]


def test_a_disk_that_takes_no_more_leaves_neither_drafts_nor_messages(
    box: Outbox, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = drafts.write

    def full(folder: Path, event: str, number: int, octets: bytes) -> Path:
        if number == 2:
            raise OSError
        return real(folder, event, number, octets)

    monkeypatch.setattr(drafts, "write", full)
    with pytest.raises(OSError):  # noqa: PT011 - the disk's own
        write(box, project, *PEOPLE)
    assert (names(project), box.entries()) == ([], [])


def test_what_a_kill_before_the_confirmation_has_left_goes(box: Outbox, project: Path, tour: Project) -> None:
    write(box, project, *PEOPLE)
    drafts.write(project, "sala", 3, b"x")
    (told,) = tidy(box.register, tour)
    assert "no longer in the register" in said(told)
    assert names(project) == ["1.eml", "2.eml"]
    assert tidy(box.register, tour) == []


def test_a_newer_draft_takes_the_place_of_the_one_before(box: Outbox, project: Path, tour: Project) -> None:
    write(box, project, *PEOPLE)
    (third,), files = write(box, project, "ett@example.org", ordinal=2)
    assert third == 3
    assert tidy(box.register, tour) == []  # had it been killed before it could remove the first
    assert names(project) == ["2.eml", "3.eml"]
    files.replace([2])
    assert names(project) == ["3.eml"]


def test_what_an_earlier_rusctl_named_by_addresses_gets_its_number(box: Outbox, project: Path, tour: Project) -> None:
    write(box, project, *PEOPLE)
    for number, address in enumerate(PEOPLE, 1):
        drafts.found(project)[number].rename(drafts.place(project, "sala") / drafts.older_name(address))
    with box.register.reading() as connection:
        assert len(draft_files.to(connection, project, ["ett@example.org"])) == 1
    assert tidy(box.register, tour) == []
    assert names(project) == ["1.eml", "2.eml"]


def test_nothing_goes_where_nobody_knows_which_register_it_is(register: Register, project: Path, tour: Project) -> None:
    drafts.write(project, "sala", 1, b"x")
    assert tidy(register, tour) == []
    assert tidy(remembering(register, project), tour) == []
    assert names(project) == ["1.eml"]
