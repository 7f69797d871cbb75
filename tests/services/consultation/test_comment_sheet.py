"""The sheet in which comments are answered: written, edited by two, and read back; nobody's words are lost."""

from pathlib import Path
from typing import Any

import pytest

from rusctl.errors import PrivacyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.model.consultation import CommentStep
from rusctl.services.consultation import answering, comment_sheet, read_comments, splitting
from rusctl.services.consultation.answering import AnswerSaid, AnswersWanted
from rusctl.services.consultation.comment_sheet import COLUMNS
from rusctl.services.consultation.read_comments import CommentsRead
from rusctl.services.project import Project
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.sheet import Sheet, SheetRow
from tests.consultation.replies import BUSES, TRAINS
from tests.services.conftest import said
from tests.services.consultation.split_replies import (  # noqa: F401 - fixtures
    OTHER,
    WHICH,
    WHY,
    commented_fixture,
    remiss_fixture,
    shown,
    valid,
)
from tests.services.people.conftest import empty_register_fixture, house  # noqa: F401 - a register that holds nobody

SV = Language("sv")
KEYS = list(COLUMNS)


def written(project: Project) -> Sheet:
    """The sheet as somebody has it who opens it."""
    found = comment_sheet.table(project, SV, "", AnswersWanted())
    rows = [SheetRow(at, tuple(str(cell or "") for cell in row)) for at, row in enumerate(found.rows, 2)]
    return Sheet(tuple(found.heading), tuple(rows))


def edited(sheet: Sheet, name: str, **cells: str) -> Sheet:
    """A sheet in which somebody has edited the row of a comment, or added one where it is of none."""
    rows = list(sheet.rows)
    at = next((place for place, row in enumerate(rows) if row.cells[KEYS.index("comment")] == name), len(rows))
    new = list(rows[at].cells) if at < len(rows) else [""] * len(KEYS)
    for key, text in cells.items():
        new[KEYS.index(key)] = text
    rows[at : at + 1] = [SheetRow(at + 2, tuple(new))]
    return sheet._replace(rows=tuple(rows))


def read(project: Project, sheet: Sheet, **options: Any) -> CommentsRead:
    return read_comments.read(project, "", sheet, **options)


def test_a_workbook_that_nobody_has_edited_changes_nothing(commented: Project, tmp_path: Path) -> None:
    reason = "=1+1\n\nStaten äger banan."
    answering.answer(commented, "", ["1.1"], AnswerSaid(disposition="not-met", reason=reason, by="ak"))
    path, count = comment_sheet.make(commented, SV, tmp_path / "synpunkter.xlsx", "", AnswersWanted())
    assert count == 2
    sheet = spreadsheet.read(path)
    cells = dict(zip(sheet.heading, sheet.rows[0].cells, strict=True))
    assert (cells["Synpunkt nr"], cells["Remissinstans"], cells["Bedömning"], cells["Synpunkt (citat)"]) == (
        "1.1",
        "Exempelkommun",
        "Tillgodoses inte",
        TRAINS,
    )
    found = read(commented, sheet)
    assert found == CommentsRead(2, 2, (), (), (), (), ())
    with pytest.raises(RusctlError):
        comment_sheet.make(commented, SV, path, "", AnswersWanted())
    with pytest.raises(PrivacyError):  # where git would keep it
        comment_sheet.make(commented, SV, commented.folder.path / "s.xlsx", "", AnswersWanted())
    own, _ = comment_sheet.make(commented, SV, None, "", AnswersWanted())
    second, _ = comment_sheet.make(commented, SV, None, "", AnswersWanted())
    assert own != second
    assert own.parent == commented.folder.path / "register/exports"


def test_what_is_edited_is_taken_field_by_field_and_the_answer_as_a_whole(commented: Project) -> None:
    sheet = edited(
        written(commented),
        "1.1",
        theme="Tåg",
        stance="avstyrker",
        question="2",
        summary="Vill ha tåg",
        due="2019-11-04",
        assigned="ak",
        asks="nej",
        disposition="tillgodoses ej",
        reason=WHY,
    )
    found = read(commented, sheet, by="ak")
    assert (found.applied, found.faults, found.waiting) == (1, (), ())
    one = shown(commented, "1.1").comment
    assert (one.theme, one.stance, one.question, one.summary, one.assigned, one.asks) == (
        "Tåg",
        "oppose",
        "saknas",
        "Vill ha tåg",
        "ak",
        False,
    )
    assert (str(one.due), one.step) == ("2019-11-04", CommentStep.DRAFTED)
    answer = valid(commented, "1.1")
    assert (answer.content.disposition, answer.text, answer.noted_by) == ("not-met", WHY, "ak")
    assert read(commented, sheet).applied == 0  # the same sheet once more


def test_two_sheets_with_two_answers_lose_neither(commented: Project) -> None:
    sheet = written(commented)
    mine = edited(sheet, "1.1", disposition="Tillgodoses inte", reason=WHY, theme="Tåg", summary="Kort")
    theirs = edited(sheet, "1.1", disposition="Noteras", reason=OTHER, theme="Buss", stance="Tillstyrker")
    read(commented, mine, by="ak")
    found = read(commented, theirs, by="bo")
    (one,) = found.waiting
    assert (one.said.reason, one.now.reason, one.by) == (OTHER, WHY, "ak")
    assert [(each.field, each.sheet, each.now) for each in one.together.disagreements] == [("theme", "Buss", "Tåg")]
    now = shown(commented, "1.1")
    assert (now.comment.theme, now.comment.summary, now.comment.stance) == ("Tåg", "Kort", "support")
    assert [each.text for each in now.answers] == [WHY, OTHER]
    assert valid(commented, "1.1").text == WHY
    again = read(commented, theirs, by="bo")
    assert (again.applied, len(again.waiting)) == (0, 1)  # it waits still, and is kept once
    read(commented, theirs, by="bo", sheet_wins=True)
    now = shown(commented, "1.1")
    assert (now.comment.theme, [each.text for each in now.answers]) == ("Buss", [WHY, OTHER, OTHER])
    assert valid(commented, "1.1").text == OTHER


def test_rows_without_a_comment_are_comments_more(commented: Project) -> None:
    sheet = edited(written(commented), "", reply="2", quote=BUSES, theme="Buss", disposition="Noteras", reason="Se 1.1")
    sheet = edited(sheet, "-", reply="2", summary="Positiva")
    sheet = edited(sheet, "-", reply="1", quote=TRAINS)  # it is one already
    found = read(commented, sheet, by="ak")
    assert (len(found.added), found.unchanged, found.faults) == (2, 3, ())
    assert [one.words for one in splitting.shown(commented, "", 2).reply.comments] == [BUSES, "Positiva"]
    assert valid(commented, "2.1").content.disposition == "noted"
    assert read(commented, sheet).applied == 0


WRONG = (
    ("1.1", {"disposition": "kanske"}, "Bedömning", "kanske is not a disposition"),
    ("1.1", {"stance": "kanske"}, "Ställningstagande", "kanske is not a stance"),
    ("1.1", {"changes": "kapitlet"}, "Ändring i text", "kapitlet is no paragraph"),
    ("1.1", {"due": "snart"}, "Bemöts senast", "snart"),
    ("1.1", {"asks": "kanske"}, "Ber om något", "neither yes nor no"),
    ("1.1", {"assigned": "Anna Karlsson"}, "Ansvarig", "more than initials"),
    ("1.1", {"question": "3"}, "Fråga", "3 is not a question"),
    ("1.1", {"comment": "9.9"}, "Synpunkt nr", "no such comment"),
    ("1.1", {"comment": "1.2"}, "Synpunkt nr", "it stands in row"),
    ("-", {"reply": "9", "quote": BUSES}, "Remissvar nr", "no such reply"),
    ("-", {"reply": "2", "quote": "Flyg"}, "Synpunkt (citat)", "0 times"),
    ("-", {"reply": "2"}, "Synpunkt (citat)", "sums it up"),
)


def test_what_is_wrong_is_told_with_its_column_and_nothing_is_taken(commented: Project) -> None:
    right = edited(written(commented), "1.2", reason=WHY, disposition="Noteras")
    for name, cells, column, why in WRONG:
        found = read(commented, edited(right, name, **cells))
        assert [one.column for one in found.faults] == [column]
        assert why in said(found.faults[0].why)
    assert shown(commented, "1.2").valid is None


def test_columns_that_are_taken_out_or_added_change_nothing(commented: Project) -> None:
    answering.answer(commented, "", ["1.1"], AnswerSaid(disposition="not-met", reason=WHY, by="ak"))
    sheet = written(commented)
    kept = [KEYS.index(key) for key in ("comment", "disposition", "base")]
    rows = [SheetRow(row.number, (*(row.cells[at] for at in kept), "min")) for row in sheet.rows]
    heading = (*(sheet.heading[at] for at in kept), "Kommentar")
    narrow = Sheet(heading, (SheetRow(2, ("1.1", "Noteras", rows[0].cells[2], "min")), rows[1]))
    found = read(commented, narrow)
    assert (found.unused, found.applied) == (("Kommentar",), 1)
    answer = valid(commented, "1.1")
    assert (answer.content.disposition, answer.text) == ("noted", WHY)
    with pytest.raises(RusctlError):
        read(commented, Sheet(("Kapitel",), ()))
    with pytest.raises(RusctlError):
        read(commented, Sheet(("Comment no.", "Synpunkt nr"), ()))


def test_what_no_sheet_changes_is_told(commented: Project) -> None:
    found = read(commented, edited(written(commented), "1.1", quote="Tåg finns"))
    assert (found.untaken, found.applied) == (("1.1",), 0)
    found = read(commented, edited(written(commented), "1.2", step="bemötandet godkänt"))
    assert found.untaken == ("1.2",)
    old = written(commented)
    answering.answer(commented, "", ["1.1"], AnswerSaid(disposition="noted", reason=WHY))
    assert read(commented, old).untaken == ()  # it has come further since, and nobody has edited it


def test_a_row_that_no_longer_knows_what_it_was_is_known_by_its_version(commented: Project) -> None:
    answering.answer(commented, "", ["1.1"], AnswerSaid(disposition="not-met", reason=WHY, by="ak"))
    sheet = edited(written(commented), "1.1", base="", reason=OTHER)
    assert read(commented, sheet).waiting == ()
    assert valid(commented, "1.1").text == OTHER
    assert len(read(commented, edited(sheet, "1.1", reason="Ett tredje skäl.")).waiting) == 1
    assert valid(commented, "1.1").text == OTHER
