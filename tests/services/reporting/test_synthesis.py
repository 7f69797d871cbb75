"""What was said in the invented region, weighed: weights, tables, empty cells, the report, what leaves the house."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from rusctl.database.transaction import Transaction
from rusctl.inputs import store
from rusctl.language.catalogue import Language
from rusctl.model.inputs import NewInput
from rusctl.model.people import Person, RoleAssignment
from rusctl.model.plan import Texts
from rusctl.model.synthesis import CellState, Dimension, SaidSpan, Selected, SynthesisRow, Weight
from rusctl.output.document import Document, DocumentTable, Heading, Paragraph, Quote, markdown, texts
from rusctl.output.refi import CodedSpan, CodedText, plain
from rusctl.output.synthesis_rows import cell_rows, weight_row
from rusctl.register import persons
from rusctl.services.inputs.example import SORTED_BY
from rusctl.services.inputs.quotable import private
from rusctl.services.inputs.selecting import selected
from rusctl.services.inputs.synthesis import Synthesis, reading
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from rusctl.services.reporting import refi_export, synthesis_sheets, synthesis_words
from rusctl.services.reporting.inputs_report import event_report, spread, tour_report
from rusctl.services.reporting.synthesis_words import SynthesisWords
from tests.examples_made import made_example

EN, SV = Language("en"), Language("sv")


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The invented region, as `rusctl init --example` makes it."""
    return made_example(tmp_path_factory.mktemp("region"))


@pytest.fixture
def whole(region: Project) -> Iterator[Synthesis]:
    with reading(region, Selected()) as found:
        yield found


def weight(found: Synthesis, key: str) -> Weight:
    return next(one for one in found.weights if one.row.key == key)


def test_a_weight_is_a_sentence_of_municipalities_and_roles(whole: Synthesis) -> None:
    words = SynthesisWords(whole.plan, EN)
    one = weight(whole, "challenge:avstand")
    roles = "elected politicians, civil servants, business, higher education and civil society"
    assert words.raised(one) == f"raised in {len(one.municipalities)} of 10 municipalities, by {roles}"
    assert words.raised(weight(whole, "target:nara")) == "not raised"
    row = SynthesisRow("priority:x", "priority", "x", Texts({"sv": "X"}))
    two = Weight(row, 3, ("almhed",), ("politiker", "naringsliv"))
    assert SynthesisWords(whole.plan, SV).raised(two) == "lyft i 1 av 10 kommuner, av politiker och näringsliv"
    assert words.raised(Weight(row, 1, ("almhed",), ())) == "raised in 1 of 10 municipalities"


def test_a_proper_name_keeps_its_capital(whole: Synthesis) -> None:
    assert synthesis_words._in_a_sentence("Region Exempel") == "Region Exempel"  # noqa: SLF001 - its one rule
    assert synthesis_words._in_a_sentence("Business") == "business"  # noqa: SLF001 - likewise
    assert whole.total == 300


def test_what_was_not_visited_is_told_from_what_nobody_said(whole: Synthesis) -> None:
    table = whole.table(Dimension.BY_MUNICIPALITY)
    row = next(one for one in table.rows if one.key == "challenge:avstand")
    assert table.cell(row, "lovnas") is CellState.NOT_VISITED
    assert table.cell(row, "bjorkmo") == 0
    assert table.cell(row, "dalstrand") == table.cells["challenge:avstand", "dalstrand"] > 0
    assert [EN.text(one) for one in synthesis_words.not_visited(whole, SynthesisWords(whole.plan, EN))] == [
        "Not visited: Lövnäs."
    ]


@pytest.mark.parametrize("by", [Dimension.BY_MUNICIPALITY, Dimension.BY_QUESTION, Dimension.BY_KIND])
def test_what_an_input_has_one_of_adds_up(whole: Synthesis, by: Dimension) -> None:
    table = whole.table(by)
    for row in table.rows:
        cells = [table.cells.get((row.key, value), 0) for value in table.values]
        assert sum(cells) == table.sums[row.key] == weight(whole, row.key).inputs


def test_a_theme_counts_in_the_heading_above_it(whole: Synthesis) -> None:
    assert 0 < weight(whole, "theme:kvallstrafik").inputs <= weight(whole, "equality:infrastruktur").inputs
    assert weight(whole, "theme:motesplatser").row.above == ""


def test_only_what_is_chosen_is_counted(region: Project) -> None:
    plan = region.readable().plan
    with reading(region, selected(plan, ["granvik"], None, "förslag")) as found:
        assert 0 < found.total < 24
        assert found.not_visited == {one.id for one in plan.municipalities} - {"granvik"}
        assert {event for (event,) in found.by_event} == {"granvik"}


def test_small_numbers_of_people_hide_and_those_of_inputs_never(whole: Synthesis) -> None:
    shown = set(whole.people.cells.values())
    assert "<5" in shown
    assert shown.isdisjoint({"1", "2", "3", "4"})
    assert ("lovnas", "politiker") not in whole.people.cells
    assert 1 in whole.table(Dimension.BY_ROLE).cells.values()


def test_how_much_is_sorted_and_who_has_the_rest(whole: Synthesis) -> None:
    said = [EN.text(one) for one in synthesis_words.sorted_words(whole, initials=True)]
    assert said == ["Sorted: 270 of 300 inputs.", "30 are with nobody yet."]


def test_rows_for_programs(whole: Synthesis) -> None:
    one = weight(whole, "theme:praktik")
    row = weight_row(one, "Praktik", 10)
    assert (row["heading"], row["part"], row["above"]) == ("praktik", "theme", "utbildning")
    assert (row["inputs"], row["all_municipalities"]) == (one.inputs, 10)
    cells = [cell for cell in cell_rows(whole.table(Dimension.BY_MUNICIPALITY)) if cell["value"] == "lovnas"]
    assert {(cell["inputs"], cell["state"]) for cell in cells} == {(None, "not visited")}


def test_a_table_that_is_too_wide_is_told_in_short_names_or_row_by_row(whole: Synthesis) -> None:
    words = SynthesisWords(whole.plan, EN)
    table = whole.table(Dimension.BY_MUNICIPALITY)
    (wide, _), legend = synthesis_words.cross_table(table, words, room=300)
    assert ([column.heading for column in wide][1], legend) == ("Almhed", [])
    (short, _), legend = synthesis_words.cross_table(table, words, room=110)
    assert [column.heading for column in short][1:3] == ["Almh", "Björ"]
    assert "Almh Almhed" in EN.text(legend[0])
    (listed, rows), legend = synthesis_words.cross_table(table, words, room=60)
    assert (len(listed), legend) == (3, [])
    assert "Lövnäs –" in str(rows[0][2])
    (asked, _), legend = synthesis_words.cross_table(whole.table(Dimension.BY_QUESTION), words, room=80)
    assert [column.heading for column in asked][1:] == ["1", "2", "3", "4", "not said", "All"]
    assert "3 What should be done first?" in EN.text(legend[0])


def test_names_are_as_short_as_they_can_be_told_apart() -> None:
    assert synthesis_words.shortened(["Skinnskatteberg", "Skinnarby", "Sala", "Sa"]) == [
        "Skinns",
        "Skinna",
        "Sala",
        "Sa",
    ]


def quotes(document: Document) -> list[Quote]:
    return [block for block in document.blocks if isinstance(block, Quote)]


def test_the_report_quotes_exact_spans_by_role_and_municipality(region: Project, whole: Synthesis) -> None:
    document = tour_report(whole, SV, private(region, whole.connection))
    said = {one.ident: one.text for one in whole.all_said}
    assert len(quotes(document)) > 40
    for one in quotes(document):
        *who, ident = one.about.split(", ")
        assert one.text in said[ident]
        assert len(who) >= 2
    assert f" {SORTED_BY} " not in " ".join(texts(document))


def test_under_every_table_of_the_report_stands_the_rule_of_counting(region: Project, whole: Synthesis) -> None:
    document = tour_report(whole, EN, private(region, whole.connection))
    for at, block in enumerate(document.blocks):
        if isinstance(block, DocumentTable):
            below = document.blocks[at + 1]
            assert isinstance(below, Paragraph)
            assert below.text.startswith(("How it is counted", "Of people"))
    heads = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert heads[:3] == ["Challenges", "Priorities", "Areas of equality"]


def test_the_report_of_an_event_has_all_that_was_said_by_question_and_kind(region: Project) -> None:
    plan = region.readable().plan
    event = next(one for one in plan.events if one.id == "ekfors")
    with reading(region, selected(plan, ["ekfors"])) as found:
        document = event_report(found, event, SV, private(region, found.connection))
        assert {one.text for one in quotes(document)} == {one.text for one in found.all_said}
    heads = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    asked = [SV.name(one.text) for one in plan.questions]
    assert [one for one in heads if one in asked] == asked
    table = next(block for block in document.blocks if isinstance(block, DocumentTable))
    assert table.header == ("Rubrik", "Inspel", "Sagt av")


def test_quotations_are_spread_over_municipalities_and_roles() -> None:
    spans = [
        SaidSpan("r", f"A-{at}", text, 0, len(text), "e", place, (role,))
        for at, (text, place, role) in enumerate(
            [("a", "sala", "p"), ("b", "sala", "n"), ("A ", "arboga", "n"), ("c", "arboga", "p"), ("d", "koping", "n")]
        )
    ]
    assert [one.text for one in spread(spans, 3)] == ["a", "c", "d"]
    assert spread([], 3) == []
    long = SaidSpan("r", "B-1", "x" * 500, 0, 500, "e", "sala", ("p",))
    assert spread([long, spans[0]], 1) == [spans[0]]


def test_the_workbook_has_a_sheet_for_each_table_with_its_rule(whole: Synthesis) -> None:
    book = openpyxl.load_workbook(io.BytesIO(synthesis_sheets.workbook(whole, EN)))
    names = ["Weights", "By municipality", "By role", "By question", "By kind", "Who came"]
    assert book.sheetnames == names
    for name in names:
        cells = [str(row[0].value) for row in book[name].iter_rows()]
        assert any(one.startswith(("How it is counted", "Of people")) for one in cells[-3:])
    [row] = [row for row in book["By municipality"].iter_rows(values_only=True) if row[0] == "Long distances"]
    assert [cell for cell in row if cell == "–"] == ["–"]
    assert isinstance(row[3], int)


def test_what_other_programs_get_is_what_was_said_and_names_nobody(region: Project, whole: Synthesis) -> None:
    judge = private(region, whole.connection)
    made = refi_export.exchanged(whole, SV, "qdpx", judge)
    assert made == refi_export.exchanged(whole, SV, "qdpx", judge)
    assert made[1] == 0
    for one in whole.said:
        text, (span, *_) = plain(CodedText(one.ident, one.text, whole.today, (CodedSpan(one.start, one.stop, ()),)))
        assert text[span.start : span.stop] == one.words
    book = refi_export.exchanged(whole, SV, "qdc", judge)[0].decode()
    assert f'"{SORTED_BY}"' not in book
    assert re.findall(r'name="([^"]*)" isCodable="false"', book)[:2] == ["Utmaningar", "Prioriteringar"]


def test_two_headings_of_one_name_are_told_apart_for_other_programs(whole: Synthesis) -> None:
    one = SynthesisRow("challenge:a", "challenge", "a", Texts({"sv": "Hälsa"}))
    two = SynthesisRow("equality:b", "equality", "b", Texts({"sv": "Hälsa"}))
    codes = refi_export.codes_of((one, two), SynthesisWords(whole.plan, SV))
    assert [below.name for part in codes for below in part.below] == [
        "Hälsa (Utmaningar)",
        "Hälsa (Områden för jämställdhet och jämlikhet)",
    ]


def test_a_quotation_that_names_somebody_we_know_is_left_out_and_counted(tmp_path: Path) -> None:
    project = made_example(tmp_path / "region")

    def changed(change: Transaction) -> None:
        role = RoleAssignment(role="politiker")
        persons.add(change, Person(name="Testa Testsson", mandates=(role,)))
        said = ("Det sa Testa  testssons chef.", "Ring 070-174 06 05 om bussen", "Bussen är sen")
        store.add(change, [NewInput(event="ekfors", text=text) for text in said])

    opened(project).change("test", changed)
    plan = project.readable().plan
    event = next(one for one in plan.events if one.id == "ekfors")
    with reading(project, selected(plan, ["ekfors"])) as found:
        document = event_report(found, event, EN, private(project, found.connection))
        handed_on = refi_export.exchanged(found, EN, "qdpx", private(project, found.connection))
    assert handed_on[1] == 2
    assert "Testsson" not in markdown(document).title()
    assert "Bussen är sen" in {one.text for one in quotes(document)}
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.text == "2 quotations are left out, since they may hold personal data."
