"""A consultation published: three orders that agree, individuals by number, and no removed string in any file."""

import datetime as dt
import io
import unicodedata
import zipfile
from pathlib import Path

import pytest

from rusctl.consultation import public, store
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.errors import PrivacyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.model.consultation import NewBody
from rusctl.model.people import Person
from rusctl.output.document import Document, Paragraph
from rusctl.output.page import html
from rusctl.output.sheets import SheetTable, workbook
from rusctl.output.word import word_bytes
from rusctl.papers.look import PaperLook
from rusctl.papers.pdf import PdfPrinter
from rusctl.papers.pdf_checks import pdf_text
from rusctl.papers.word_texts import word_text
from rusctl.register import persons
from rusctl.services.consultation import compilation, publishing
from rusctl.services.consultation.compilation import Compilation
from rusctl.services.consultation.compiled import gathered
from rusctl.services.consultation.places import TextPlaces
from rusctl.services.consultation.private_strings import RemovedStrings, patterns
from rusctl.services.consulting import naming
from rusctl.services.project import Project
from tests.papers.words import foot
from tests.services.conftest import said
from tests.services.consultation.answered import DAY, Came, Said, remiss

TRAINS, BUSES = "Tåg saknas mellan Sala och Norberg.", "Bussarna måste gå oftare."
NOTED = "Vi tar med oss bilden av pendlingen."
MET = Said(BUSES, "met", "", "1", ("p008",))
SALA = Came(("Exempelkommun",), (Said(TRAINS, chapter="1"), MET))
ALLOWED = Came(
    ("Testa Bergström",), (Said("Jag heter Testa Bergström och vill ha fler tåg.", "noted", NOTED, "1"),), True
)
SILENT = Came(("Provia Provsson",), (Said("Min mamma är sjuk och behöver bussen.", "noted", NOTED, "2"),), True)
MOMENT = dt.datetime(2019, 12, 1, tzinfo=dt.UTC)
SWEDISH = Language("sv")


def made(project: Project, register: Register, *forms: str) -> tuple[dict[str, bytes], list[publishing.FoundPrivate]]:
    one = naming.named(project)
    found, stopping = publishing.prepared(project, register, one, forms or ("html",), SWEDISH)
    return found.files, stopping


def test_persons_are_numbered_and_nothing_that_was_taken_away_is_in_any_file(tmp_path: Path) -> None:
    project, register = remiss(tmp_path, [SALA, ALLOWED, SILENT])
    one = naming.named(project)
    publishing.consent(register, one, [2], published=True, ground="samtycke")
    _, stopping = made(project, register)
    assert [(each.where, said(each.what), each.words) for each in stopping] == [
        ("2.1", "what was taken away", "testa bergström"),
        ("2.1", "what was taken away", "testa"),
        ("2.1", "what was taken away", "bergström"),
    ]
    with pytest.raises(PrivacyError) as error:
        publishing.refuse(stopping, shown=False)
    assert "ergström" not in said(error.value.message)
    publishing.mask(register, one, "Testa Bergström", "namn")
    files, stopping = made(project, register, "docx", "html", "pdf", "xlsx")
    assert stopping == []
    assert sorted(files)[:3] == [
        "changes.docx",
        "changes.html",
        "changes.pdf",
    ]
    whole = {name: texts(name, octets) for name, octets in files.items()}
    for text in whole.values():
        assert not any(word in text for word in ("Bergström", "Testa", "Provia", "Provsson", "mamma"))
    for name in ("compilation-by-respondent.docx", "compilation-by-chapter.html", "compilation-by-disposition.pdf"):
        assert "Privatperson 1" in whole[name]
        assert "Jag heter [utelämnat: namn] och vill ha fler tåg." in whole[name].replace("\n", " ")
        assert "Texten i det här yttrandet publiceras inte." in whole[name].replace("\n", " ")
    assert "1.2 (Exempelkommun)" in whole["changes.html"]
    assert "Ingen synpunkt i remissen ligger bakom" in whole["changes.html"]
    assert "Ni sa" in whole["you-said-we-did.docx"]
    assert {foot(octets) for name, octets in files.items() if name.endswith(".docx")} == {
        "Remissen om utvecklingsstrategin\t1 december 2019\t1 (1)"
    }


def texts(name: str, octets: bytes) -> str:
    """Give all that a file holds, its parts unpacked, as others' readers have it."""
    if name.endswith(".pdf"):
        return pdf_text(octets)
    if name.endswith(".html"):
        return octets.decode()
    with zipfile.ZipFile(io.BytesIO(octets)) as found:
        parts = "\n".join(found.read(one).decode("utf-8", "replace") for one in found.namelist())
    return parts + (word_text(octets) if name.endswith(".docx") else "")


def test_the_three_orders_hold_the_same_comments_and_large_ones_are_split(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, register = remiss(tmp_path, [SALA, ALLOWED, SILENT])
    one = naming.named(project)
    found = gathered(project, register, one, SWEDISH)
    maker = Compilation(found, project.plan, TextPlaces(project, one), SWEDISH, DAY)
    assert [(part.name, part.comments) for part in maker.parts()] == [
        ("compilation-by-respondent", 4),
        ("compilation-by-chapter", 4),
        ("compilation-by-disposition", 4),
    ]
    monkeypatch.setattr(compilation, "LARGE", 3)
    monkeypatch.setattr(compilation, "MOST", 2)
    parts = [*maker.parts()]
    for order in ("by-respondent", "by-chapter", "by-disposition"):
        some = [part for part in parts if part.name.startswith(f"compilation-{order}")]
        assert sum(part.comments for part in some) == 4
        assert len(some) > 2
        assert max(part.comments for part in some) <= 2


def test_a_word_is_public_only_where_it_stands_in_public_data(tmp_path: Path) -> None:
    private = Came(("Anna Resor",), (Said(TRAINS, "noted", NOTED),), True)
    project, register = remiss(tmp_path, [SALA, private])
    one = naming.named(project)
    _, stopping = made(project, register)
    assert {each.words for each in stopping} == {"resor"}  # a chapter is called so; others said the same of trains
    with pytest.raises(RusctlError) as error:
        publishing.confirm(project, register, one, ["Anna"])
    assert "stands in no public data" in said(error.value.message)
    publishing.confirm(project, register, one, ["Resor"])
    assert made(project.again(), register)[1] == []


def test_a_reply_of_a_body_is_published_unless_it_is_withheld(tmp_path: Path) -> None:
    project, register = remiss(tmp_path, [SALA])
    one = naming.named(project)
    assert BUSES in made(project, register)[0]["compilation-by-respondent.html"].decode()
    publishing.consent(register, one, [1], published=False, ground="sekretess")
    assert BUSES not in made(project, register)[0]["compilation-by-respondent.html"].decode()
    with pytest.raises(RusctlError):
        publishing.consent(register, one, [1], published=True, ground=" ")
    with pytest.raises(RusctlError):
        publishing.mask(register, one, "står ingenstans", "namn")


def test_personal_data_in_a_reason_stops_it_before_anything_is_made(tmp_path: Path) -> None:
    reason = "Vi ringde 0224-74 70 00 och fick veta att linjen är beslutad."
    project, register = remiss(tmp_path, [Came(("Exempelkommun",), (Said(TRAINS, reason=reason),))])
    files, stopping = made(project, register)
    assert files == {}
    assert [(each.where, said(each.what)) for each in stopping] == [("1.1", "a telephone number")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Skatteverkets exempel 640823-3234 står här", "a personnummer or samordningsnummer"),
        ("och 701063-2391 är ett samordningsnummer", "a personnummer or samordningsnummer"),
        ("skriv till testa.testsson@example.org", "an email address"),
        ("ring 0224-74 70 00", "a telephone number"),
        ("jag bor på Storgatan 12 B i Sala", "an address"),
        ("733 31 Sala är min postort", "an address"),
        ("min fastighet Sala Kila 3:14 berörs", "a property designation"),
        ("fastigheten Berga 1:2", "a property designation"),
        ("Region Exempels organisationsnummer är 232100-0172", None),
        ("enligt 8 § förordningen (2017:583) och SOU 2019:12, dnr RV 2019:12", None),
        ("mötet Torsdag 13:15 och Kl 9:00, Tabell 3:14, Mål 3:2 och skala 1:10", None),
        ("Västmanland 2030 och 15 000 invånare, 20–30 procent, 120 000 resor", None),
        ("skriv till region@example.org", None),
    ],
)
def test_what_looks_like_a_persons_is_found_and_nothing_else(text: str, what: str | None) -> None:
    found = [said(one.what) for one in patterns(text, {"region@example.org"})]
    assert found[:1] == ([what] if what else [])


REMOVED = RemovedStrings(["Åsa Öberg", "Öberg", "Strömgatan 4", "A & B"], ["Berg"])


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Åsa Öberg skrev", True),
        (unicodedata.normalize("NFD", "Åsa Öberg skrev"), True),
        ("ÖBERG", True),
        ("Ö\u00adberg", True),
        ("Ö-\nberg", True),
        ("Åsa\nÖberg", True),
        ("&Ouml;berg", True),
        ("&#214;berg", True),
        ("A &amp; B", True),
        ("Öbergs kommun", False),
        ("Söberg och Öbergen", False),
        ("Berg", False),
    ],
)
def test_whole_words_are_found_however_they_are_written(text: str, there: bool) -> None:
    assert bool([*REMOVED.in_file("a.html", f"<p>{text}</p>".encode())]) is there


def test_each_kind_of_file_is_read_whole() -> None:
    document = Document("Titel", "sv", (Paragraph("Tack, Åsa Öberg, för detta."),))
    files = {
        "a.docx": word_bytes(document),
        "a.html": html(document).encode(),
        "a.pdf": PdfPrinter(PaperLook()).pdf(document),
        "a.xlsx": workbook([SheetTable("a", ("b",), [("Öberg",)], hidden=(0,))], "t", MOMENT),
        "oberg.txt": b"ingen",
        "Öberg.txt": b"ingen",
    }
    found = {name: bool([*REMOVED.in_file(name, octets)]) for name, octets in files.items()}
    assert found == {name: name != "oberg.txt" for name in files}
    titled = Document("Öberg", "sv", ())
    assert [*REMOVED.in_file("a.pdf", PdfPrinter(PaperLook()).pdf(titled))] == ["öberg"]
    assert [*REMOVED.in_file("a.docx", word_bytes(titled))] == ["öberg"]


def test_a_body_whose_mailbox_goes_by_its_own_name_is_no_person_whose_name_is_taken_away(tmp_path: Path) -> None:
    _, register = remiss(tmp_path, [])

    def listed(change: Transaction) -> None:
        board = persons.add(change, Person(name="Länsstyrelsen", email="lansstyrelsen@example.se"))
        anna = persons.add(change, Person(name="Anna Ask", email="anna.ask@example.se"))
        asked = [
            NewBody(name="Länsstyrelsen", kind="county-board", contact=board),
            NewBody(name="Sala kommun", kind="municipality", contact=anna),
        ]
        store.add_bodies(change, "remiss", asked)

    register.change("consultation import", listed)
    with register.reading() as connection:
        found = {(one["name"], one["email"]) for one in public.contacts(connection, "remiss")}
    assert found == {("", "lansstyrelsen@example.se"), ("Anna Ask", "anna.ask@example.se")}
