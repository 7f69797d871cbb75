"""Letters in a region's own words: what stands in them, and what does not."""

import datetime as dt
from dataclasses import replace

import pytest

from rusctl.calendar.ics.entry import Feed
from rusctl.calendar.itip.itip import cancel, request
from rusctl.calendar.itip.letter import LetterContext, lacking, letter, shipped_text
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.fields import empty, fields, filled
from rusctl.model.letter_texts import FIELDS, NEEDED, LetterText
from rusctl.model.messages import LetterKind, MessageKind
from rusctl.model.plan import Source
from rusctl.model.recipients import Part, Recipient

STAMP = dt.datetime(2018, 11, 8, 12, 30, tzinfo=dt.UTC)
WHO = Recipient(address="ett@example.org", name="Testperson Ett")
SV = Language("sv")
VALUES = {"event": "Dialog", "when": "7 november", "where": "", "facts": "Vad: Dialog\nNär: 7 november"}


def own(text: str, subject: str = "") -> LetterText:
    return LetterText(
        at=Source("config/texts/invitation.sv.txt"), kind=LetterKind.INVITATION, subject=subject, text=text
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Välkommen till {event}!", "Välkommen till Dialog!"),
        ("Hej!\n\nVi ses i {where}.\n\n{when}", "Hej!\n\n7 november"),
        ("{facts}\nslut", "Vad: Dialog\nNär: 7 november\nslut"),
        ("", ""),
    ],
)
def test_fields_are_filled_in_and_a_line_without_its_value_is_left_out(text: str, found: str) -> None:
    assert filled(text, VALUES) == found


def test_a_value_is_never_taken_for_a_field() -> None:
    assert filled("{event}", {"event": "{when}", "when": "x"}) == "{when}"


def test_what_stands_in_braces() -> None:
    assert list(fields("{a} } {b c} {")) == ["a", "}", "b c", "{"]
    assert empty("{where}\n{where} {event}", VALUES) == ["where"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", LetterKind)
def test_what_is_shipped_has_all_that_a_letter_needs_and_nothing_else(kind: LetterKind, code: str) -> None:
    subject, text = shipped_text(kind, Language(code))
    there = set(fields(text)) | ({"event", "when"} if "{facts}" in text else set())
    assert set(fields(subject)) | there <= set(FIELDS[kind])
    assert not text or set(NEEDED[kind]) <= there


def test_a_letter_in_own_words(everything: Feed) -> None:
    entry = replace(everything.entries[0], status="CONFIRMED", location="Folkets hus")
    text = own(
        "Hej {name}!\n\nVi ses {when} i {where}.\n\n{how_to_answer}\n\nHälsningar\n{process}", "Välkommen: {event}"
    )
    found = letter(MessageKind.INVITATION, request(entry, WHO, 0, STAMP), SV, LetterContext(process="RUS", own=text))
    assert found.subject == f"Välkommen: {entry.summary}"
    assert found.text.startswith("Hej Testperson Ett!\n\nVi ses ")
    assert " i Folkets hus.\n\nSvara med knapparna" in found.text
    assert found.text.endswith("\n\nHälsningar\nRUS\n")
    assert "Du är inbjuden" not in found.text


def test_what_the_law_has_told_stands_below_whatever_the_letter_says(everything: Feed) -> None:
    context = LetterContext(
        below="Dina personuppgifter", process="RUS", own=own("{event} {when}"), first="Vi är {process}."
    )
    found = letter(MessageKind.INVITATION, request(everything.entries[0], WHO, 0, STAMP), SV, context)
    assert found.text.endswith("\n\nVi är RUS.\n\nDina personuppgifter\n")


def test_a_letter_without_a_subject_has_the_shipped_one(everything: Feed) -> None:
    scheduling = request(everything.entries[0], WHO, 0, STAMP)
    shipped = letter(MessageKind.INVITATION, scheduling, SV)
    for text in (own("{facts}"), own("{facts}", "{answer_by}")):
        found = letter(MessageKind.INVITATION, scheduling, SV, LetterContext(own=text))
        assert found.subject == shipped.subject


def test_which_lines_are_left_out_is_known(everything: Feed) -> None:
    entry = replace(everything.entries[0], location="")
    text = own("{where}\n{answer_by}\n{event} {when}\n{how_to_answer}")
    informed = replace(WHO, part=Part.INFORMED)
    for who in (WHO, informed):
        scheduling = request(entry, who, 0, STAMP)
        assert lacking(MessageKind.INVITATION, scheduling, SV, LetterContext(own=text)) == ["where", "answer_by"]
    assert lacking(MessageKind.CANCELLATION, cancel(entry, WHO, 0, STAMP), SV, LetterContext()) == []
