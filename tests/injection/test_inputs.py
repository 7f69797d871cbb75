"""What is said at a dialogue may hold anything: it is stored sign by sign, shown as text, and acts nowhere."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from rusctl.errors import RusctlError
from rusctl.services.inputs import listing, reading, storing
from rusctl.services.inputs.listing import InputFilter
from rusctl.services.inputs.words import InputSaid
from rusctl.services.project import Project
from tests.conftest import run_rusctl
from tests.injection import readers
from tests.injection.accept import short
from tests.injection.settings import SOME

ACTS = ("\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\x00", "\x85", "\u2028")


@pytest.mark.parametrize("hostile", SOME, ids=short)
def test_what_was_said_is_a_text_wherever_it_is_shown(project: Path, hostile: str) -> None:
    run = Project(str(project))
    like = storing.meant(run, "sala", InputSaid(table="Bord 1"))
    text = f"Fler bussar {hostile} till Sala"
    if "\x00" in hostile or "\ud800" in hostile:
        with pytest.raises(RusctlError):
            storing.store_all(run, like, [text])
        return
    assert storing.store_all(run, like, [text]) == ["SALA-001"]
    assert listing.listed(run, InputFilter())[0].text == text
    shown = json.loads(run_rusctl("inputs", "list", "--json").out)
    assert shown[0]["text"] == text
    for words in (("inputs", "list"), ("inputs", "show", "SALA-001"), ("inputs", "list", "--by-question")):
        done = run_rusctl(*words, "--lang", "en")
        assert done.code == 0
        assert not any(sign in done.out + done.err for sign in ACTS), words
    if "\r" in text or "\n" in text:
        return
    again = reading.read(
        run, f"Inspel\n{readers_quoted(text)}\n".encode(), "lista.csv", storing.meant(run, "sala", InputSaid())
    )
    assert (list(again.there.values()), again.faults) == (["SALA-001"], ())


def readers_quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize("hostile", ["=cmd|' /C calc'!A0", "<script>&amp;", "](javascript:x) | `x`", "{title} %s"])
def test_a_form_holds_the_questions_as_texts(project: Path, hostile: str) -> None:
    with (project / "config/frame.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[question]]\nid = "framtid"\ntext = {json.dumps("Vad? " + hostile)}\n')
    assert run_rusctl("inputs", "form", "sala", "-o", "f.docx").code == 0
    assert run_rusctl("inputs", "form", "sala", "-o", "f.xlsx").code == 0
    _, texts = readers.word(Path("f.docx").read_bytes())
    assert any(hostile in one for one in texts)
    book = openpyxl.load_workbook(io.BytesIO(Path("f.xlsx").read_bytes()))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
