"""Lists of people: a file, or bytes that came in another way, with the roles that the plan knows."""

from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.mail import recipients
from rusctl.model.recipients import Part
from rusctl.services.mailing import read_recipients
from rusctl.services.project import Project
from tests.services.conftest import said

TABLE = "Namn;E-post;Roll;Deltagande\nTestperson Ett;ett@example.org;politiker;valfri\n"


def test_a_file_is_read_by_its_name(tour: Project, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(TABLE, encoding="utf-8")
    (one,) = read_recipients.from_file(tour, str(path))
    assert (one.address, one.name, one.role, one.part) == (
        "ett@example.org",
        "Testperson Ett",
        "politiker",
        Part.OPTIONAL,
    )


def test_what_is_no_file_is_said(tour: Project, tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "saknas.txt")):
        with pytest.raises(RusctlError) as caught:
            read_recipients.from_file(tour, name)
        assert said(caught.value.message) == f"{name} is no file; name a list of recipients"


def test_a_role_that_the_plan_does_not_have_is_refused_where_it_stands(tour: Project) -> None:
    with pytest.raises(RusctlError) as caught:
        read_recipients.from_bytes(tour, TABLE.replace("politiker", "kung").encode(), "stdin")
    assert (caught.value.at.file, caught.value.at.line) == ("stdin", 2)


def test_one_byte_too_many_is_read_so_that_it_is_refused(tour: Project) -> None:
    assert read_recipients.MOST_BYTES == recipients.MOST_BYTES + 1
    with pytest.raises(RusctlError) as caught:
        read_recipients.from_bytes(tour, b"#" * read_recipients.MOST_BYTES, "stdin")
    assert said(caught.value.message) == "a list of recipients is at most 4 MiB"
