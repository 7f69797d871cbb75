"""The papers as pictures: the Word files as LibreOffice shows them, and a PDF; at night, where LibreOffice is there.

The pictures were looked at when they were taken; RUSCTL_GOLDEN=write takes them anew, to be looked at.
"""

import os
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rusctl.language.catalogue import Language
from rusctl.output.document import Document
from rusctl.services import selection
from rusctl.services.consulting.naming import named
from rusctl.services.planning.checking import findings_of
from rusctl.services.project import Project
from rusctl.services.reporting import handed_papers, paper_files, papers
from rusctl.services.reporting.overview import overview
from rusctl.services.reporting.run_sheet import run_sheet
from tests.conftest import ROOT
from tests.examples_made import made_example
from tests.services.conftest import add, change

NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
RENEW = os.environ.get("RUSCTL_GOLDEN") == "write"
GOLDEN = ROOT / "tests" / "golden" / "papers"
DAY = "2024-09-02"
DOTS = 40  # an inch
FAR, MOST = 64, 0.03  # how much lighter or darker a dot is that differs, of 255, and what part of the dots may
VENUE = """
[[venue]]
id = "folketshus"
name = "Folkets hus"
address = "Torget 1"
step_free = true
hearing_loop = false
contact = "Vaktmästeriet"
"""
CONSULTATION = """
[[consultation]]
id = "rus"
name = { sv = "Remiss av strategin", en = "Consultation on the strategy" }
version = "remiss"
opens = "consultation-opens"
closes = "consultation-closes"
dnr = "RE 2024/12"

[[consultation.question]]
id = "mal"
text = { sv = "Är målen de rätta?", en = "Are the goals the right ones?" }
"""


def example(folder: Path) -> Project:
    """Give the invented example with a venue, a crew and a consultation."""
    folder = made_example(folder, "exempelregionen").folder.path
    add(folder, "config/municipalities.toml", VENUE)
    add(folder, "config/consultations.toml", CONSULTATION)
    more = 'id = "almhed"\nvenue = "folketshus"\ncrew = ["projektledare"]\nroles = ["politiker", "naringsliv"]'
    change(folder, "events.toml", 'id = "almhed"', more)
    return Project(str(folder), DAY)


def documents(project: Project) -> Iterator[tuple[str, Document]]:
    """Give each kind of paper, and two of them in English."""
    plan = project.readable().plan
    event, council = selection.event(plan, "almhed"), selection.milestone(plan, "council")
    findings = findings_of(project.loaded, project.today)
    for code in ("sv", "en"):
        language = Language(code)
        yield f"run-sheet.{code}", run_sheet(project, event, papers.expected(project, event), language)
        yield f"cover-letter.{code}", handed_papers.cover_letter(project, named(project, "rus"), language)
    sv = Language("sv")
    yield "brief.sv", papers.brief(project, event, [], sv)
    yield "thanks.sv", papers.thanks(project, event, [], sv)
    yield "decision.sv", papers.decision_paper(project, council, sv)
    yield "handover.sv", handed_papers.handover(overview(plan, project.today, findings), findings, sv)


def picture(pdf: Path, into: Path) -> Path:
    """Give the first page of a PDF as a picture."""
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS), str(pdf), str(into.with_suffix(""))]
    subprocess.run(command, check=True, capture_output=True)
    return into


def dots(png: bytes) -> tuple[int, list[int]]:
    """Give how long a line of a picture is, and its values from 0 to 255 (PNG, 8 bits, not interlaced)."""
    assert png[24:25] == b"\x08", "a picture of 8 bits"
    each = {0: 1, 2: 3}[png[25]]  # values of a dot: grey, or red, green and blue
    line, at, packed = int.from_bytes(png[16:20], "big") * each, 8, b""
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        packed += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    octets, found, above = zlib.decompress(packed), list[int](), [0] * line
    for start in range(0, len(octets), line + 1):
        kind, values = octets[start], list[int]()
        for column, raw in enumerate(octets[start + 1 : start + 1 + line]):
            left, corner = (values[column - each], above[column - each]) if column >= each else (0, 0)
            values.append((raw + predicted(kind, left, above[column], corner)) % 256)
        found += values
        above = values
    return line, found


def predicted(kind: int, left: int, up: int, corner: int) -> int:
    """Give what a filter of PNG takes a dot for."""
    if kind == 4:  # Paeth's
        near = left + up - corner
        return min((left, up, corner), key=lambda one: abs(near - one))
    return (0, left, up, (left + up) // 2)[kind]


def part_that_differs(one: Path, other: Path) -> float:
    """Say what part of two pictures' dots differs; all where they are of other sizes."""
    (width, mine), (wide, theirs) = dots(one.read_bytes()), dots(other.read_bytes())
    if (width, len(mine)) != (wide, len(theirs)):
        return 1.0
    return sum(abs(here - there) > FAR for here, there in zip(mine, theirs, strict=True)) / len(mine)


def test_papers_look_as_they_did(tmp_path: Path, not_run: Callable[[str], None]) -> None:
    office = shutil.which("soffice")
    if office is None or shutil.which("pdftoppm") is None:
        return not_run("the pictures of the papers: no LibreOffice or no pdftoppm here")
    if not (NIGHTLY or RENEW):
        return not_run("the pictures of the papers: at night")
    project = example(tmp_path / "plan")
    made = dict(documents(project))
    for name, document in made.items():
        (tmp_path / f"{name}.docx").write_bytes(paper_files.word_octets(project, document))
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    files = sorted(map(str, tmp_path.glob("*.docx")))
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True)
    (tmp_path / "cover-letter-pdf.sv.pdf").write_bytes(paper_files.pdf_bytes(project, made["cover-letter.sv"]))
    names = [*made, "cover-letter-pdf.sv"]
    if RENEW:
        GOLDEN.mkdir(exist_ok=True)
    into = GOLDEN if RENEW else tmp_path
    found = {name: picture(tmp_path / f"{name}.pdf", into / f"{name}.png") for name in names}
    differing = {name: part_that_differs(path, GOLDEN / f"{name}.png") for name, path in found.items()}
    assert {name: part for name, part in differing.items() if part > MOST} == {}
    return None


@pytest.mark.parametrize(
    ("kind", "found"), [(0, 0), (1, 10), (2, 30), (3, 20), (4, 30)], ids=["none", "left", "above", "both", "paeth"]
)
def test_a_picture_is_read_as_it_was_filtered(kind: int, found: int) -> None:
    assert predicted(kind, 10, 30, 12) == found
