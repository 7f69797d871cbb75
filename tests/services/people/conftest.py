"""A register beside the tour, with some persons in it, made and asked without a command line."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rusctl.database import making
from rusctl.database.columns import metadata
from rusctl.database.database import Register
from rusctl.errors import RusctlError
from rusctl.mail import drafts
from rusctl.model.people import Person, RoleAssignment
from rusctl.services.people import persons
from rusctl.services.people.register_access import opened
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage.files import private
from tests.conftest import DAY
from tests.services.conftest import said

RETENTION = "config/retention.toml"


@pytest.fixture(name="tour")
def tour_fixture(project: Path) -> Project:
    """The shipped tour as it stood on its day: Sala was the day before, all others are to come."""
    return Project(str(project), DAY)


@pytest.fixture(scope="session", name="empty_register")
def empty_register_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register that holds nobody, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    making.make_beside(folder, PIECES)
    return folder / "register"


@pytest.fixture
def house(tour: Project, empty_register: Path) -> Project:
    """The tour with a register that holds nobody."""
    shutil.copytree(empty_register, tour.folder.path / "register")
    return tour


@pytest.fixture
def people(house: Project) -> Project:
    """The tour with four persons: two politicians, one who holds no role, and one whose data are protected."""
    held = (RoleAssignment(role="politiker"),)
    for new in (
        Person(
            name="Testperson Ett", email="ett@example.org", phone="021-17 00 01", municipality="sala", mandates=held
        ),
        Person(name="Testperson Två", organisation="Sala kommun", email="tva@example.org", mandates=held),
        Person(name="Testperson Tre"),
        Person(name="Testperson Skyddad", email="skyddad@example.org", protected=True, mandates=held),
    ):
        persons.add(house, new)
    return house


def draft_to(folder: Path, address: str, octets: bytes) -> None:
    """Write a draft as an earlier rusctl did, named by its address: there is no message that it is of."""
    path = drafts.place(private.make(folder).parent, "norberg") / drafts.older_name(address)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(octets)


def drafted(folder: Path) -> list[str]:
    """Give to whom there are such drafts."""
    return [address for _, address, _ in drafts.older(folder)]


def stored(project: Project, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Give columns of all rows of a table, in the order of their numbers."""
    rows = metadata.tables[table]
    with opened(project).reading() as connection:
        return [
            tuple(row) for row in connection.execute(select(*(rows.c[name] for name in columns)).order_by(rows.c.id))
        ]


def meanwhile(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> None:
    """Let somebody do something between what a service looks at first and what it then changes."""
    change = Register.change

    def changed(self: Register, what: str, *arguments: Any, **options: Any) -> Any:
        monkeypatch.setattr(Register, "change", change)
        work()
        return change(self, what, *arguments, **options)

    monkeypatch.setattr(Register, "change", changed)


@contextlib.contextmanager
def refused(why: str, error: type[RusctlError] = RusctlError) -> Iterator[None]:
    """Expect a refusal, and that its sentence, in English, says why."""
    with pytest.raises(error) as caught:
        yield
    assert why in said(caught.value.message)
