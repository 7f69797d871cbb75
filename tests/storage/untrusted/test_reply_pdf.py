"""Replies as PDF: words that were parted, headers on each page, pages that are pictures, forms, locks and bombs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.errors import DependencyError

from rusctl.errors import RusctlError
from rusctl.storage.untrusted import reply_pdf, reply_text
from rusctl.storage.untrusted.reply_text import ReplyText
from rusctl.storage.untrusted.sandbox import Refused
from tests.storage.untrusted.pdfs import SCANNED, Marked, made, written_again

LONG = "Kommunen anser att strategin bör beskriva hur tågen ska gå oftare, och att arbetet behöver "
HEAD = ["Exempelkommun", "Dnr KS 2019/00442"]
FIRST = ["utvecklas i hela länet.", "Andra stycket om åtg\u00ad", "ärder och närings-", "politik i länet."]
SECOND = ["2.1 Tågen i länet", LONG, "planeras.", "• en punkt om bussar", "• en till om cyklar"]
PAGES = [[*HEAD, "1 (3)", "Yttrande", LONG, *FIRST], [*HEAD, "2 (3)", *SECOND], SCANNED]


def read(data: bytes) -> ReplyText:
    return reply_text.from_json(reply_pdf.work(data, None))


def test_hyphens_are_joined_headers_taken_once_and_pictures_of_pages_found() -> None:
    found = reply_text.read(made(PAGES), "svar.pdf")
    paragraphs = found.text.split("\n\n")
    assert paragraphs[:4] == ["Exempelkommun", "Dnr KS 2019/00442", "1 (3)", "Yttrande"]
    assert "utvecklas i hela länet." in paragraphs[4]
    assert paragraphs[5] == "Andra stycket om åtgärder och närings-\npolitik i länet."
    assert paragraphs[6] == "2.1 Tågen i länet"
    assert paragraphs[-2:] == ["• en punkt om bussar", "• en till om cyklar"]
    assert found.text.count("Exempelkommun") == 1
    assert (found.taken["pages"], found.empty_pages, found.left) == (3, (3,), {"scanned pages": 1})
    assert found.otherwise == {"joined hyphens": 1, "hyphens left": 1, "header lines": 3, "by look": 1}
    assert [found.text[one.start : one.stop] for one in found.headings] == ["2.1 Tågen i länet"]
    assert found.text[found.pages[1] :].startswith("2.1 Tågen")


def test_a_hyphen_that_another_writer_leaves_is_joined_also_over_a_page() -> None:
    assert reply_pdf._whole("åt\ufffegärder utan rad") == ["åt\u00ad", "gärder utan rad"]  # noqa: SLF001 - of pypdfium2's writers
    found = read(made([["Vi vill att länet ut\u00ad"], ["vecklas."]]))
    assert found.text == "Vi vill att länet utvecklas."
    assert found.pages == (0, len("Vi vill att länet ut"))


def test_a_plain_hyphen_is_joined_where_the_word_stands_whole_elsewhere() -> None:
    found = read(
        made([["Kollektivtrafiken i länet och i de andra länen är bra, men kollektiv-", "trafiken i närings-", "och"]])
    )
    assert found.text.endswith("men kollektivtrafiken i närings-\noch")
    assert found.otherwise == {"joined hyphens": 1, "hyphens left": 1}


def test_what_the_writer_marked_is_a_heading() -> None:
    data = written_again(made(PAGES), marked=[Marked("Yttrande", 0), Marked("2.1 Tågen i länet", 1)])
    assert [found.level for found in read(data).headings] == [1, 1]
    torn = made([["1 Yttrande över regional utveck\u00ad", "lingsstrategi", "Vi är för."]])
    found = read(written_again(torn, marked=[Marked("Yttrande över regional utvecklingsstrategi", 0)]))
    assert found.text == "1 Yttrande över regional utvecklingsstrategi\n\nVi är för."
    assert len(found.headings) == 1


def test_a_form_is_read_and_what_is_in_it_besides_is_said() -> None:
    data = made(
        [["Svarsformulär"]], [("Synpunkt", "Fler bussar"), ("Tomt", ""), ("Tillstyrker", "/Yes"), ("Avstyrker", "/Off")]
    )
    found = read(written_again(data, attached=b"PK"))
    assert found.text == "Svarsformulär\n\nSynpunkt: Fler bussar\n\n\u2612 Tillstyrker"
    assert (found.taken["form fields"], found.left) == (2, {"empty fields": 2, "embedded files": 1})


def test_a_locked_file_is_read_where_it_can_be_opened_and_else_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(written_again(made([["Hej"]]), owner="hemligt")).text == "Hej"
    with pytest.raises(Refused):
        read(written_again(made([["Hej"]]), user="hemligt"))

    def locked(_data: object) -> None:
        raise DependencyError

    monkeypatch.setattr(reply_pdf, "PdfReader", locked)
    with pytest.raises(Refused) as raised:
        read(b"")
    assert "encrypted" in raised.value.message.id


def test_too_many_pages_and_a_file_that_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reply_pdf, "MOST_PAGES", 2)
    with pytest.raises(Refused):
        read(made(PAGES))
    with pytest.raises(RusctlError) as raised:
        reply_text.read(made(PAGES)[:200], "svar.pdf")
    assert raised.value.message.args["file"] == "svar.pdf"


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    octets = bytearray(made(PAGES[:2]))
    for _ in range(data.draw(st.integers(1, 6))):
        octets[data.draw(st.integers(0, len(octets) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(octets))
    except Refused:
        return


LINES = st.lists(st.sampled_from(["tåg", "åka", "ö", "Länet", "2.1", "1.", "–", "vill"]), min_size=1, max_size=9).map(
    " ".join
)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(LINES, min_size=1, max_size=12), min_size=1, max_size=3))
def test_every_word_of_every_page_is_in_the_text(pages: list[list[str]]) -> None:
    found = read(made(pages))
    assert {word for page in pages for line in page for word in line.split()} <= set(found.text.split())
