"""Replies in Word: each construct is in the text or named in the account, and mammoth finds no word that is missing."""

import html
import io
import re

import mammoth
import pytest

from rusctl.errors import RusctlError
from rusctl.storage.untrusted import reply_text, reply_word
from rusctl.storage.untrusted.sandbox import Refused
from tests.storage.untrusted.bombs import DOCTYPE
from tests.storage.untrusted.documents import document, p, r
from tests.storage.untrusted.reply_documents import AS_TEXT, EVERYTHING, reply


def test_each_construct_is_in_the_text_or_in_the_account() -> None:
    found = reply_text.read(reply(), "svar.docx")
    assert found.text == AS_TEXT
    assert [(found.text[one.start : one.stop], one.level) for one in found.headings] == [
        ("1 Yttrande över regional utvecklingsstrategi", 1),
        ("1.1 Mål", 2),
    ]
    assert found.left == {
        "deletions": 1,
        "moved away": 1,
        "placeholders": 1,
        "hidden": 1,
        "comments": 1,
        "pictures": 1,
        "headers": 1,
    }
    assert found.otherwise == {
        "insertions": 1,
        "moved here": 1,
        "text boxes": 1,
        "merged cells": 1,
        "tables in tables": 1,
        "numbers": 5,
        "form fields": 3,
    }
    assert found.around == "Diarienummer KS 2019/00442"
    assert reply_text.from_json({"text": found.text, **found.account()}) == found._replace(around="")


@pytest.mark.parametrize("made", [reply(), reply(EVERYTHING)])
def test_an_independent_reader_finds_no_word_that_is_missing(made: bytes) -> None:
    shown = html.unescape(re.sub("<[^>]*>", " ", mammoth.convert_to_html(io.BytesIO(made)).value))
    words = set(re.findall(r"\w{3,}", shown.replace("\u00ad", "")))
    mine = reply_text.from_json(reply_word.work(made, None))
    not_taken = {"Dolt", "hemligt", "Skriv", "här", "Arbete"}  # hidden, a placeholder, a contents list
    assert words - set(re.findall(r"\w{3,}", mine.text)) <= not_taken


@pytest.mark.parametrize("text", ["A & B", "Åtgärder", "\u200bnoll", "x" * 5000])
def test_what_is_written_is_what_is_read_composed(text: str) -> None:
    escaped = text.replace("&", "&amp;")
    found = reply_text.from_json(reply_word.work(document(p(r(escaped))), None))
    assert found.text == reply_text.clean(text)


def test_a_file_with_entities_is_refused_and_what_is_no_document_at_all() -> None:
    bad = document("", **{"word/document.xml": DOCTYPE.format(more="") + "<w/>"})
    with pytest.raises(Refused):
        reply_word.work(bad, None)
    with pytest.raises(RusctlError) as raised:
        reply_text.read(b"PK\x03\x04 and no more", "svar.docx")
    assert raised.value.message.args["file"] == "svar.docx"


@pytest.mark.parametrize(
    ("data", "name", "part"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "svar.msg", ".eml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "svar.doc", ".docx"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "svar.docx", ".docx"),
        (b"{\\rtf1 hej}", "svar.doc", ".docx"),
        (b"hej", "svar.rtf", ".docx"),
        (b"\x89PNG", "svar.png", "of no kind"),
    ],
)
def test_what_is_not_read_is_refused_with_how_to_save_it(data: bytes, name: str, part: str) -> None:
    with pytest.raises(RusctlError) as raised:
        reply_text.kind_of(data, name)
    assert raised.value.message.args == {"file": name}
    assert part in raised.value.message.id


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"\n%PDF-1.7", "svar.dat", "pdf"),
        (b"From: a@example.org\n\nHej", "svar.EML", "mail"),
        (b"PK\x03\x04", "svar", "docx"),
        (b"Hej", "svar.txt", "text"),
    ],
)
def test_what_a_file_is_is_told_by_its_first_bytes(data: bytes, name: str, kind: str) -> None:
    assert reply_text.kind_of(data, name) == kind


def test_a_plain_text_keeps_its_paragraphs() -> None:
    found = reply_text.read("Första.\r\nRad två.\r\n\r\n\r\nAndra åtgärder.\r\n".encode("cp1252"), "svar.txt")
    assert (found.text, found.taken) == ("Första.\nRad två.\n\nAndra åtgärder.", {"paragraphs": 2})
