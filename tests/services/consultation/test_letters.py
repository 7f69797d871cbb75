"""A letter to each respondent: its grammar, what stops it, which version was made from what and sent when."""

import datetime as dt
import io
from pathlib import Path

import docx
import pytest

from rusctl.consultation import answers, comments
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.model.comments import AnswerContent
from rusctl.model.consultation import Settling
from rusctl.papers.judging import judged
from rusctl.papers.look import PaperLook
from rusctl.papers.pdf_checks import pdf_faults, pdf_text
from rusctl.papers.word_texts import word_text
from rusctl.services.consultation import letters
from rusctl.services.consultation.letter_fields import LETTER_FIELDS, shipped_letter
from rusctl.services.consultation.letters import LetterWishes, PreparedLetters
from rusctl.services.consulting import naming
from rusctl.services.project import Project
from tests.papers.words import document
from tests.services.consultation.answered import DAY, Came, Said, remiss

TRAINS, BUSES = "Tåg saknas mellan Sala och Norberg.", "Bussarna måste gå oftare."
MET = Said(BUSES, "met", "", "1", ("p008",))
SALA = Came(("Exempelkommun",), (Said(TRAINS, chapter="1"), MET), their_dnr="KS 2019/77")
PERSON = Came(
    ("Testa Testsson",), (Said(TRAINS, "noted", "Vi tar med oss bilden av pendlingen till Sala."),), private=True
)
BOTH = Came(("Exempelkommun", "Storkommun"), (Said(TRAINS),))


def prepared(project: Project, register: Register, **wishes: object) -> PreparedLetters:
    return letters.prepare(project, register, naming.named(project), LetterWishes(**wishes))  # type: ignore[arg-type]


def stops(folder: Path, *found: Came) -> list[str]:
    """Give what stops the letters to some replies."""
    project, register = remiss(folder, found)
    return [f"{one.name}: {Language('en').text(one.message)}" for one in prepared(project, register).faults]


def text(found: PreparedLetters, at: int = 0) -> str:
    return word_text(found.ready[at].files[".docx"])


def test_a_body_is_ni_a_person_is_du_and_numbers_are_in_grammar(tmp_path: Path) -> None:
    project, register = remiss(tmp_path, [SALA, PERSON, BOTH])
    found = prepared(project, register)
    assert found.faults == ()
    assert found.lacks == ()
    body, person, both = (text(found, at) for at in range(3))
    assert "Tack för ert yttrande den 15 oktober 2019" in body
    assert "2 synpunkter" in body
    assert "Er beteckning: KS 2019/77" in body
    assert "Synpunkt 1.1: 1 Resor och transporter" in body
    assert "I texten: 1 Resor och transporter." in body
    assert "Tack för synpunkterna" in person
    assert "du" in person.split()
    assert "1 synpunkt." in person
    assert "handlingar" in person
    assert "Exempelkommun och Storkommun" in both
    assert [one.name for one in found.ready] == ["001-1-exempelkommun", "002-1-privatperson-1", "003-1-exempelkommun"]


def test_the_pdf_says_the_same(tmp_path: Path) -> None:
    project, register = remiss(tmp_path, [SALA])
    (one,) = prepared(project, register, pdf=True).ready
    assert pdf_faults(one.files[".pdf"], "sv") == []
    assert "Synpunkt 1.1: 1 Resor och transporter" in pdf_text(one.files[".pdf"])


STOPPED = [
    (Said(TRAINS, ""), "has no answer"),
    (Said(TRAINS, "not-met", ""), "its answer gives no reason"),
    (Said(TRAINS, "not-met", "se ovan"), "the reason means nothing to somebody who has only the letter"),
    (Said(TRAINS, "nonsense"), "its answer has no disposition"),
    (Said(TRAINS, reason="Linjen {{ x }} är beslutad i programmet."), "the reason still has {{ x }} in it"),
    (Said(TRAINS, reason="Linjen är beslutad, säger [NAMN]."), "the reason still has [NAMN] in it"),
    (Said(TRAINS, reason="Linjen är beslutad, säger «Namn»."), "the reason still has «Namn» in it"),
    (Said(TRAINS, approved=False), "its answer is not approved"),
]
STOPPED_WHOLE = [
    ("Linjen är beslutad, se RV 2019/1234-1.", "RV 2019/1234-1 is a number of somebody else's reply"),
    ("Linjen är beslutad, skrev KS 2019/5.", "KS 2019/5 is a number of somebody else's reply"),
    (
        "Linjen är beslutad; ditt förslag kom för sent.",
        "“ditt” is said to one person, and this letter goes to a body",
    ),
]


def test_nothing_goes_out_that_should_not(tmp_path: Path) -> None:
    came = [Came(("Exempelkommun",), (said,)) for said, _ in STOPPED]
    came += [Came(("Exempelkommun",), (Said(TRAINS, reason=reason),)) for reason, _ in STOPPED_WHOLE]
    expected = [f"{at}.1: {fault}" for at, (_, fault) in enumerate(STOPPED, 1)]
    expected += [f"{at}: {fault}" for at, (_, fault) in enumerate(STOPPED_WHOLE, len(STOPPED) + 1)]
    assert stops(tmp_path, *came, Came(("Storkommun",), (Said(BUSES),), their_dnr="KS 2019/5")) == expected


def test_a_person_is_not_several_and_a_reply_without_the_mark_waits(tmp_path: Path) -> None:
    person = PERSON._replace(said=(Said(TRAINS, reason="Linjen är beslutad; ert förslag kom för sent."),))
    none = Came(("Storkommun",), (), split=False, stance="no-objection")
    assert stops(tmp_path, person, none) == [
        "1: “ert” is said to several, and this letter goes to one person",
        "2: nobody has said that no more comments are in the reply",
    ]


def test_what_the_reader_wrote_may_hold_anything_and_comes_whole(tmp_path: Path) -> None:
    odd = "Du och ni: A & B <AB> {{ x }} [NAMN], se RV 2019/1234-2."
    project, register = remiss(tmp_path, [Came(("Exempelkommun",), (Said(odd),)), SALA])
    found = prepared(project, register)
    assert found.faults == ()
    assert odd in text(found)


def test_no_objection_gets_a_short_letter(tmp_path: Path) -> None:
    project, register = remiss(tmp_path, [Came(("Storkommun",), (), stance="no-objection")])
    assert "Ni har ingen erinran mot förslaget." in text(prepared(project, register))


def reworded(change: Transaction) -> None:
    (one,) = comments.meant(change.connection, "remiss", ["1.1"])
    answers.write(change, comments.locked(change, one), AnswerContent(disposition="met", changes=("p007",)), DAY)
    answers.settle(change, comments.locked(change, one), Settling.APPROVED, DAY)


def test_a_correction_is_a_new_letter_and_who_got_which_when_is_kept(tmp_path: Path) -> None:
    project, register = remiss(tmp_path, [SALA, PERSON])
    one = naming.named(project)
    paths = letters.carry_out(project, register, prepared(project, register))
    assert [path.name for path in paths] == ["001-1-exempelkommun.docx", "002-1-privatperson-1.docx"]
    assert "Exempelkommun" in "\n".join(
        each.text for each in docx.Document(io.BytesIO(paths[0].read_bytes())).paragraphs
    )
    again = prepared(project, register)
    assert (again.ready, again.same) == ((), 2)
    out = letters.sent(register, one, [1], dt.date(2019, 12, 2), "e-mail")
    assert len(out) == 1
    register.change("consultation answer", reworded)
    found = prepared(project, register)
    assert [each.name for each in found.ready] == ["001-2-exempelkommun"]
    assert "Det här svarsbrevet ersätter det från den 2 december 2019." in text(found)
    letters.carry_out(project, register, found)
    lines = [*letters.listed(register, one)]
    assert [(each.reply, each.letter.ordinal, each.letter.sent) for each in lines] == [
        (1, 1, dt.date(2019, 12, 2)),
        (1, 2, None),
        (2, 1, None),
    ]
    assert lines[1].letter.corrects == lines[0].letter.row
    assert lines[0].letter.answers != lines[1].letter.answers
    assert letters.sent(register, one, [], dt.date(2019, 12, 3), "letter", dry_run=True) != []


def test_what_adds_to_a_reply_is_answered_with_it_and_what_was_replaced_is_not(tmp_path: Path) -> None:
    more = Came(("Exempelkommun",), (Said(BUSES),), follows=1)
    instead = Came(("Storkommun",), (Said(BUSES),), follows=3, replaces=True)
    project, register = remiss(tmp_path, [SALA, more, Came(("Storkommun",), (Said(TRAINS, ""),)), instead])
    found = prepared(project, register)
    assert found.faults == ()
    assert [one.name for one in found.ready] == ["001-1-exempelkommun", "003-1-storkommun"]
    assert "Synpunkt 2.1" in text(found)
    assert "Synpunkt 4.1" in text(found, 1)


def test_the_regions_own_template_is_used_and_refused_with_its_faults(tmp_path: Path) -> None:
    project, register = remiss(tmp_path, [SALA])
    own = tmp_path / "config/papers/answer.sv.docx"
    own.parent.mkdir()
    own.write_bytes(document("Hej {{ mottagare }}!", "{%p for s in synpunkter %}", "{{ s.skäl }}", "{%p endfor %}"))
    assert text(prepared(project, register)).startswith("Hej Exempelkommun!\nLinjen är redan beslutad")
    own.write_bytes(document("Hej «Namn»!"))
    with pytest.raises(RusctlError) as error:
        prepared(project, register)
    assert "«Namn» would stay" in Language("en").text(error.value.message)


def test_the_shipped_template_can_be_used_in_both_languages() -> None:
    for code in ("sv", "en"):
        octets = shipped_letter(PaperLook(sender=("Region Exempel",)), Language(code))
        assert judged(octets, LETTER_FIELDS).faults == ()
