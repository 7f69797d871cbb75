"""The register copied into a backup, out of one, and moved; who was erased stays erased."""

import re
import stat
from pathlib import Path

import pytest

from rusctl.database import making
from rusctl.database.place import DatabasePlace
from rusctl.errors import ConflictError, PolicyError, PrivacyError, RusctlError, UsageError
from rusctl.mail.history import State
from rusctl.mail.outbox import SentList
from rusctl.model.people import Person
from rusctl.services.people import acceptance, copies, erasing, persons
from rusctl.services.people.copies import Copy, Restored
from rusctl.services.people.register_access import opened
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from tests.services.conftest import said
from tests.services.people.conftest import refused, stored
from tests.services.planning.conftest import written


class Everything(SentList):
    """A list on which everything was given to a mail server."""

    def has(self, identity: str) -> bool:
        return bool(identity)


def backed_up(project: Project, path: Path) -> Path:
    assert copies.backup(opened(project), copies.backup_place(project, str(path))) == len(
        stored(project, "person", "id")
    )
    return path


def restored(project: Project, path: Path, sent: SentList | None = None, *, other: bool = False) -> Restored:
    """Put a backup back in the place of the register, which is lost."""
    (project.folder.path / "register/register.sqlite3").unlink()
    return copies.restore(project, copies.from_backup(project, str(path), other=other), sent or SentList())


def test_a_backup_is_its_owners_alone_and_remembered(people: Project, tmp_path: Path) -> None:
    path = backed_up(people, tmp_path / "kopia.sqlite3")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stored(people, "copy", "place") == [(str(path),)]
    assert stored(people, "operation", "what")[-1] == ("register backup",)


def test_a_backup_is_put_where_git_keeps_nothing(people: Project, tmp_path: Path) -> None:
    folder = people.folder.path.resolve()
    own = copies.backup_place(people)
    assert own.parent == folder / "register"
    assert re.fullmatch(r"backup-\d{8}-\d{6}\.sqlite3", own.name)
    assert copies.backup_place(people, "register/k.sqlite3") == folder / "register/k.sqlite3"
    with refused("would be among the plan's files", PrivacyError):
        copies.backup_place(people, "k.sqlite3")
    (tmp_path / "k.sqlite3").touch()
    with refused("is there already; name a new file"):
        copies.backup_place(people, str(tmp_path / "k.sqlite3"))


def test_a_backup_is_put_back_whole(people: Project, tmp_path: Path) -> None:
    before = stored(people, "person", "id", "name", "email")
    path = backed_up(people, tmp_path / "kopia.sqlite3")
    done = restored(people, path)
    assert (done.copied.persons, done.unknown, done.erased) == (4, 0, 0)
    assert done.copied.rows > 4
    assert stored(people, "person", "id", "name", "email") == before
    acceptance.refuse_unexpected(opened(people))


def test_who_was_erased_since_is_erased_from_the_copy_too(people: Project, tmp_path: Path) -> None:
    path = backed_up(people, tmp_path / "kopia.sqlite3")
    erasing.carry_out(people, erasing.propose(people, 1), "DNR-1")
    assert restored(people, path).erased == 1
    assert [name for (name,) in stored(people, "person", "name")] == [
        "Testperson Två",
        "Testperson Tre",
        "Testperson Skyddad",
    ]


def test_what_waits_in_the_copy_and_may_have_been_sent_is_unknown(people: Project, tmp_path: Path) -> None:
    project = written(people, "norberg", State.QUEUED, State.SENT)
    path = backed_up(project, tmp_path / "kopia.sqlite3")
    assert restored(project, path).unknown == 0
    assert stored(project, "message", "state") == [("queued",), ("sent",)]
    assert restored(project, path, Everything()).unknown == 1
    assert stored(project, "message", "state") == [("unknown",), ("sent",)]


def test_a_backup_is_not_put_over_a_register(people: Project, tmp_path: Path) -> None:
    path = backed_up(people, tmp_path / "kopia.sqlite3")
    copy = copies.from_backup(people, str(path))
    with pytest.raises(RusctlError):
        copies.restore(people, copy, SentList())
    with refused("there is no file borta.sqlite3"):
        copies.from_backup(people, "borta.sqlite3")


def test_a_copy_of_another_register_is_taken_when_that_is_said(people: Project, tmp_path: Path) -> None:
    other = tmp_path / "annan"
    other.mkdir()
    making.make_beside(other, PIECES)
    path = other / "register/register.sqlite3"
    with refused("this is a copy of another register", PolicyError):
        copies.from_backup(people, str(path))
    assert restored(people, path, other=True).copied.persons == 0


def to_file(project: Project, tmp_path: Path) -> Copy:
    """Give a move whose target is a file elsewhere, as one to a server is."""
    return Copy(opened(project), DatabasePlace(path=tmp_path / "flyttad.sqlite3"))


def test_a_register_that_was_moved_says_so_where_it_was(people: Project, tmp_path: Path) -> None:
    copy = to_file(people, tmp_path)
    copied = copies.make(copy)
    assert (copied.persons, copied.changes) == (4, 4)
    copies.leave(copy, copied.changes, remove=False)
    with pytest.raises(RusctlError):
        persons.listed(people, None, None)
    assert making.open_place(copy.target).place.path == tmp_path / "flyttad.sqlite3"


def test_a_register_that_was_moved_can_be_removed_where_it_was(people: Project, tmp_path: Path) -> None:
    copy = to_file(people, tmp_path)
    copies.leave(copy, copies.make(copy).changes, remove=True)
    assert not (people.folder.path / "register/register.sqlite3").exists()


@pytest.mark.parametrize("remove", [False, True])
def test_what_was_changed_since_it_was_copied_is_not_left(people: Project, tmp_path: Path, *, remove: bool) -> None:
    copy = to_file(people, tmp_path)
    copied = copies.make(copy)
    persons.add(people, Person(name="Sen"))
    with pytest.raises(ConflictError):
        copies.leave(copy, copied.changes, remove=remove)
    assert len(stored(people, "person", "id")) == 5


def test_where_a_register_cannot_be_moved_to(people: Project) -> None:
    assert copies.to_elsewhere(people, "postgresql://db.example.org/r").target.shown == "postgresql://db.example.org/r"
    with refused("the register is there already", PolicyError):
        copies.to_elsewhere(people, copies.FILE_WORD)
    for url in ("postgresql://a:b@db.example.org/r", "postgresql://db.example.org/r?password=b"):
        with refused("a password does not belong on the command line", UsageError):
            copies.to_elsewhere(people, url)


def test_nothing_is_sent_from_another_register_until_it_is_accepted(people: Project) -> None:
    acceptance.refuse_unexpected(opened(people))
    assert acceptance.accept(people).why is None
    file = people.folder.path / "register/register.sqlite3"
    file.unlink()
    making.make_beside(people.folder.path, PIECES)
    with refused("this is another register than the one that was used in this folder before", ConflictError):
        acceptance.refuse_unexpected(opened(people))
    for dry_run in (True, False):
        found = acceptance.accept(people, dry_run=dry_run)
        assert found.why is not None
        assert said(found.why).startswith("this is another register")
        assert (found.place, found.persons) == ("register/register.sqlite3", 0)
    acceptance.refuse_unexpected(opened(people))


def test_an_older_copy_is_not_sent_from_either(people: Project) -> None:
    file = people.folder.path / "register/register.sqlite3"
    older = file.read_bytes()
    persons.add(people, Person(name="Sen"))
    file.write_bytes(older)
    with refused("the register is older than what was seen of it in this folder", ConflictError):
        acceptance.refuse_unexpected(opened(people))


def test_where_there_is_no_register_none_is_accepted(tour: Project) -> None:
    with refused("there is no register here"):
        acceptance.accept(tour)
