"""The ending of a file's name is a promise, in every command that writes a file."""

from pathlib import Path

import pytest

from rusctl.commands.common.endings import keep_to
from rusctl.errors import UsageError
from tests.conftest import Run

REFUSED = (
    ("report status -o s.odt", ".docx / .html / .md / .pdf"),
    ("report status --format html -o s.docx", ".html"),
    ("report annual 2018 -o s.xlsx", ".docx / .html / .md / .pdf"),
    ("report sign-in norberg -o s.pdf", ".docx"),
    ("report catering norberg -o s.odt", ".docx / .html / .md / .pdf"),
    ("timeline --svg t.png", ".svg"),
    ("coverage --svg c.PNG", ".svg"),
    ("export -o x.csv", ".ics / .ical / .ifb"),
    ("export --registrar -o x.ics", ".docx / .html / .md / .pdf"),
    ("inputs form norberg -o f.pdf", ""),
    ("inputs sheet -o s.csv", ".xlsx"),
    ("strategy export remiss -o s.pdf", ".docx / .md"),
)


@pytest.mark.parametrize(("line", "endings"), REFUSED)
def test_what_a_command_cannot_write_is_refused(line: str, endings: str, project: Path, rusctl: Run) -> None:
    assert rusctl("register", "init").code == 0
    before = sorted(project.rglob("*"))
    result = rusctl("--lang", "en", *line.split())
    assert (result.code, result.out) == (2, "")
    file = line.rpartition(" ")[2]
    if endings:
        ending = f".{file.rpartition('.')[2]}"
        assert f"{file}: this command writes no {ending}; name a file that ends with {endings}\n" in result.err
    assert [path for path in sorted(project.rglob("*")) if path not in before and ".rusctl" not in path.parts] == []


@pytest.mark.parametrize(
    "name", ["-", "läge", "läge.docx", "läge.DOCX", "plan v1.2", "2018.11.07", "mapp.d/läge", ".läge"]
)
def test_a_name_without_another_ending_is_taken(name: str) -> None:
    keep_to(name, ".docx")


def test_a_name_that_ends_otherwise_is_not() -> None:
    with pytest.raises(UsageError):
        keep_to("läge.pdf", ".docx")
