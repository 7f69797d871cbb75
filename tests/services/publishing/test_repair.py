"""The ledger mended after a merge conflict, asked of the service itself."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.model.ledger import Ledger, PublishedEntry
from rusctl.services.project import Project
from rusctl.services.publishing import repair
from rusctl.storage import ledger
from rusctl.storage.files.names import PUBLISHED
from tests.conftest import DAY

UID = "norberg@example.org"
MOMENT = dt.datetime(2018, 11, 8, tzinfo=dt.UTC)


@pytest.fixture(name="tour")
def tour_fixture(project: Path) -> Project:
    return Project(str(project), DAY)


def told(sequence: int) -> bytes:
    """Give the file as it is where an entry has been told in a version."""
    entry = PublishedEntry(
        uid=UID,
        sequence=sequence,
        fingerprint=f"{sequence:064}",
        created=MOMENT,
        modified=MOMENT,
        status="CONFIRMED",
        title="Norberg",
    )
    return ledger.published_bytes(Ledger(entries={UID: entry}))


def conflict(folder: Path) -> bytes:
    """Leave two versions of an entry in the file, as git does."""
    data = b"<<<<<<< HEAD\n" + told(0) + b"=======\n" + told(4) + b">>>>>>> main\n"
    (folder / PUBLISHED).write_bytes(data)
    return data


def test_the_higher_version_counts_and_nothing_is_written_until_it_is_carried_out(tour: Project) -> None:
    path = tour.folder.path / PUBLISHED
    before = conflict(tour.folder.path)
    mended = repair.propose(tour)
    assert mended is not None
    assert (mended.old, mended.lost, mended.ledger.entries[UID].sequence) == (before, 0, 4)
    assert path.read_bytes() == before
    repair.carry_out(tour, mended)
    assert path.read_bytes() == mended.new
    assert repair.propose(tour.again()) is None


def test_without_the_file_there_is_nothing_to_mend(tour: Project) -> None:
    with pytest.raises(RusctlError):
        repair.propose(tour)


def test_what_somebody_has_changed_meanwhile_stays(tour: Project) -> None:
    conflict(tour.folder.path)
    mended = repair.propose(tour)
    assert mended is not None
    (tour.folder.path / PUBLISHED).write_text("# mine\n", encoding="utf-8")
    with pytest.raises(RusctlError):
        repair.carry_out(tour, mended)
    assert (tour.folder.path / PUBLISHED).read_text(encoding="utf-8") == "# mine\n"
