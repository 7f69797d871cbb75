"""Replies split, comments answered, approved and compared as somebody runs it: what is said, and what programs get."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from rusctl.output.listed.comment_rows import LISTINGS
from rusctl.output.rows import rows_schema
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from tests.conftest import Result, Run, run_rusctl
from tests.consultation.replies import BUSES, TEXT, TRAINS, came

WHICH = "remiss"
DECLARE = ("consultation", "declare", "Remiss", "--opens", "consultation-opens", "--closes", "consultation-closes")
OLD, NEW = "# Mål\n\nFler tåg.\n\nFler i arbete.\n", "# Mål\n\nFler tåg varje timme.\n\nFler i arbete än i dag.\n"
Typed = Callable[..., Result]


@pytest.fixture(name="replied")
def replied_fixture(project: Path, rusctl: Run) -> Path:
    """Three replies to a consultation, of which two are the same letter."""
    assert rusctl(*DECLARE).code == 0
    register = opened(Project(str(project)))
    letter = f"{TRAINS} Det är orimligt att den som studerar måste ha bil varje dag."
    for text, name in ((TEXT, "Exempelkommun"), (f"{letter}\n\nKalle", "Kalle"), (f"{letter}\n\nAnna", "Anna")):
        register.change("consultation add", lambda change, of=(text, name): came(change, *of, which=WHICH))  # type: ignore[misc]
    return project


@pytest.fixture(name="keys")
def keys_fixture(replied: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    assert replied

    def run(*lines: str) -> Result:
        text = "".join(f"{line}\n" for line in lines)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        return run_rusctl("consultation", "split", "1", "--by", "ak", "--lang", "en")

    return run


def english(*words: str) -> Result:
    return run_rusctl("consultation", *words, "--lang", "en")


def listing(*words: str) -> list[dict[str, object]]:
    """Give the rows of a listing, which fit its schema."""
    result = run_rusctl("consultation", *words, "--json")
    assert (result.code, result.err) == (0, "")
    rows: list[dict[str, object]] = json.loads(result.out)
    schema = rows_schema(LISTINGS[f"consultation {words[0]}"], str)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(rows)
    return rows


def test_a_reply_is_split_with_a_key_for_each_paragraph(keys: Typed) -> None:
    done = keys("s", "", "+", "t buss", "?", "x", "b", "n")
    assert done.code == 0
    assert "1  Exempelkommun  paragraph 1 of 4, 0 % covered, 4 paragraphs not" in done.out
    assert "  +      goes on with 1.1" in done.out
    assert "= 1.2 (buss)" in done.out
    assert "reply 1 is split: 90 % covered, 1 paragraph not" in done.err
    (first, *_) = listing("split")
    assert (first["comments"], first["covered"], first["not_covered"]) == (2, 90, 1)
    assert first["all_split"] is not None
    assert keys().code == 1


def test_comments_go_from_words_to_approved_answers(replied: Path) -> None:
    assert replied
    made = english("split", "1", TRAINS, BUSES)
    assert (made.code, made.err) == (0, "reply 1: 62 % covered, 2 paragraphs not\n")
    assert english("split", "1", "Flyg").code == 1
    first = english("answer", "1.1", "--as", "met", "--reason", "See above", "--by", "ak")
    assert (first.code, "1.1  1, valid (ak" in first.out) == (0, True)
    second = english("answer", "1.1", "--as", "not-met", "--reason", "The state owns it.", "--by", "bo")
    assert second.code == 1
    assert "1.1: somebody else has answered this, and that answer is valid" in second.err
    assert "See above" in second.out
    assert "The state owns it." in second.out
    whole = english("answer", "1.1")
    assert "  2 waits: rusctl consultation answer 1.1 --take 2" in whole.out
    assert "  missing: met without a change of the text" in whole.out
    assert english("approve", "1.1", "--body", "regionstyrelsen").code == 3
    assert english("answer", "1.1", "--take", "2", "--by", "ak").code == 0
    done = english("approve", "--all", "--body", "regionstyrelsen", "--day", "2018-11-05")
    assert (done.code, done.out) == (0, "1.2  no disposition\n")
    one, two = listing("answer")
    assert (one["comment"], one["disposition"], one["step"], one["approved"], one["approved_by"]) == (
        "1.1",
        "not-met",
        "approved",
        "2018-11-05",
        "regionstyrelsen",
    )
    assert (two["lacks"], two["answer"], two["text"], two["quote"]) == (["no-disposition"], None, 1, BUSES)
    for wrong in (
        ("approve",),
        ("approve", "1.1", "--all"),
        ("answer", "--as", "met"),
        ("answer", "1.1", "1.2", "--take", "1"),
    ):
        assert english(*wrong).code == 2


def test_a_sheet_of_two_is_read_and_both_answers_are_shown(replied: Path, tmp_path: Path) -> None:
    assert replied
    english("split", "1", TRAINS)
    sheet = tmp_path / "mina.csv"
    assert english("sheet", "-o", str(tmp_path / "s.xlsx")).code == 0
    base = "answer=0;theme=-"
    rows = f'Synpunkt nr;Bedömning;Motivering;Hämtat som\n1.1;Noteras;Vi för det vidare.;"{base}"\n'
    sheet.write_text(rows, encoding="utf-8")
    assert english("read", str(sheet), "--by", "ak").code == 0
    sheet.write_text(rows.replace("Vi för det vidare.", "Frågan är statens."), encoding="utf-8")
    two = english("read", str(sheet), "--by", "bo")
    assert two.code == 1
    assert "1.1, two answers. ak, which is valid: Noted. Vi för det vidare." in two.err
    assert "1.1, the sheet, kept beside it: Noted. Frågan är statens." in two.err
    again = english("read", str(sheet), "--by", "bo")
    assert (again.code, "Frågan är statens." in again.err) == (1, True)
    sheet.write_text("Synpunkt nr;Bedömning\n9.9;kanske\n", encoding="utf-8")
    wrong = english("read", str(sheet))
    assert (wrong.code, "row 2, Synpunkt nr, 9.9: there is no such comment" in wrong.err) == (1, True)


def test_like_comments_reasons_and_rates_are_listed(replied: Path) -> None:
    assert replied
    english("split", "2", TRAINS)
    english("split", "1", TRAINS)
    assert "1 other reply is the same letter as 2; comments made: 1" in english("like", "--campaign", "2").err
    rows = listing("like")
    assert [(one["kind"], one["members"]) for one in rows] == [
        ("group", ["2.1", "3.1"]),
        ("proposal", ["1.1", "2.1", "3.1"]),
        ("campaign", ["2", "3"]),
    ]
    assert english("reasons", "banan", "Staten äger banan.", "--by", "ak").code == 0
    assert english("answer", "2.1", "--group", "--as", "elsewhere", "--reuse", "banan").code == 0
    (reason,) = listing("reasons")
    assert (reason["used"], reason["earlier"]) == (["2.1", "3.1"], [])
    assert english("reasons", "banan", "--remove").code == 3
    english("answer", "3.1", "--as", "met", "--replaces", "1")
    assert "end differently" in english("like", "--unlike").out
    *_, together = listing("analyse")
    assert (together["kind"], together["asked"], together["per_cent"]) == (None, 0, None)
    assert "bodies: 3; replies: 3; comments: 3" in english("analyse").err


def test_changes_of_the_text_are_set_against_comments_both_ways(replied: Path, tmp_path: Path) -> None:
    assert replied
    for name, text in (("remiss", OLD), ("antagen", NEW)):
        (tmp_path / name).with_suffix(".md").write_text(text, encoding="utf-8")
        assert run_rusctl("strategy", "import", str(tmp_path / f"{name}.md"), "--as", name, "--yes").code == 0
    english("set", "--version-id", "remiss")
    english("split", "1", TRAINS, BUSES)
    english("answer", "1.1", "--as", "met", "--paragraph", "p002")
    english("answer", "1.2", "--as", "met", "--paragraph", "p001")
    assert english("answer", "1.2", "--as", "met", "--paragraph", "p999").code == 1
    found = english("changes")
    assert "1.2 is met, and p001 is not changed" in found.out
    assert "1 change without a comment" in found.err
    rows = listing("changes")
    assert [(one["paragraph"], one["comments"], one["comment"], one["named"]) for one in rows] == [
        ("p002", ["1.1"], None, []),
        ("p003", [], None, []),
        (None, [], "1.2", ["p001"]),
    ]
    both = json.loads(run_rusctl("strategy", "changes", "remiss", "antagen", "--json").out)
    assert [(one["paragraph"], one["comments"]) for one in both] == [("p002", ["1.1"]), ("p003", [])]
    report = run_rusctl("strategy", "changes", "remiss", "antagen", "--output", "-", "--format", "md", "--lang", "en")
    assert "Comments: 1.1" in report.out
