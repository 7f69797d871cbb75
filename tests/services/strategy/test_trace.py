"""From an input to what is done and back: with the database, and with what the text alone knows."""

import datetime as dt

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.inputs import store
from rusctl.model.inputs import Fate, NewInput
from rusctl.services.inputs import fates
from rusctl.services.inputs.fates import FateSaid
from rusctl.services.inputs.storing import opened
from rusctl.services.planning import change_events
from rusctl.services.project import Project
from rusctl.services.strategy import commitments, reasons, trace
from rusctl.services.strategy.commitments import CommitmentValues
from rusctl.services.strategy.take_text import TextGiven
from rusctl.storage.files.names import VERSIONS
from tests.services.conftest import said
from tests.services.strategy.test_commitments import made
from tests.services.strategy.test_texts import FIRST, SECOND, taken

FAR = CommitmentValues(what="Snabbare bussar", who=["Regionen"], by=dt.date(2021, 6, 30), paragraph="p007")


@pytest.fixture
def text(tour: Project) -> Project:
    """The tour with two versions, a reason, and a commitment that was followed up."""
    first = taken(tour, FIRST, TextGiven("remiss", milestone="council"))
    second = taken(first, SECOND, TextGiven("antagen"))
    proposal = reasons.reason(second, "antagen", "p007", "Tåget går inte dit", ("NORBERG-001",))
    change_events.write(second, proposal.new, proposal.old, VERSIONS)
    agreed = made(second.again(), commitments.added(second.again(), "bussar", FAR)[1])
    one = agreed.plan.commitments[0]
    return made(agreed, commitments.followed_up(one, dt.date(2020, 5, 4), commitments.state("pågår"), "Två linjer"))


@pytest.fixture
def whole(text: Project) -> Project:
    """The same with two inputs in the database, one of which was taken up."""
    inputs = [NewInput(event="norberg", text="Fler bussar"), NewInput(event="norberg", text="Ett badhus")]
    opened(text).change("inputs add", lambda change: store.add(change, inputs))
    fates.set_fate(text, "norberg-001", FateSaid("paragraph", "p007", "antagen"))
    return text.again()


def steps(found: list[trace.TraceStep]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.id) for one in found]


def test_an_input_is_followed_to_what_is_done(whole: Project) -> None:
    one = (fates.of_idents(whole, ["NORBERG-001"]) or [])[0]
    found = trace.forwards(whole, one.ident, one)
    assert steps(found) == [
        ("input", "NORBERG-001"),
        ("fate", "p007"),
        ("paragraph", "p007"),
        ("decision", "council"),
        ("paragraph", "p007"),
        ("change", "p007"),
        ("commitment", "bussar"),
        ("follow-up", "bussar"),
    ]
    assert said(found[1].said) == "taken up in a paragraph: p007, in antagen"
    assert "Reason: Tåget går inte dit" in said(found[5].said)
    assert said(found[-1].said) == "2020-05-04: under way. Två linjer"
    assert trace.row(found[0])["text"] == "“Fler bussar”, at norberg"


def test_a_paragraph_is_followed_back(whole: Project) -> None:
    wanted = trace.sought(whole, "p007")
    found = trace.backwards(whole, wanted, fates.behind(whole, wanted.targets) or [])
    assert steps(found)[:2] == [("input", "NORBERG-001"), ("fate", "p007")]
    assert ("commitment", "bussar") in steps(found)
    assert trace.sought(whole, "remiss:2").paragraphs == ("p006", "p007")
    assert trace.sought(whole, "antagen:1").paragraphs == ("p006", "p007")
    assert trace.sought(whole, "antagen:p003").paragraphs == ("p003",)
    assert trace.sought(whole, "bussar").commitments == ("bussar",)
    assert trace.sought(whole, "norberg-001").inputs == ("NORBERG-001",)


def test_without_a_database_the_text_tells_what_it_knows(text: Project) -> None:
    assert fates.of_idents(text, ["NORBERG-001"]) is None
    assert fates.behind(text, ["p007"]) is None
    assert fates.lacking(text) is None
    assert ("paragraph", "p007") in steps(trace.forwards(text, "NORBERG-001", None))
    found = trace.backwards(text, trace.sought(text, "p007"), [])
    assert found[0].id == "NORBERG-001"
    assert said(found[0].said) == "named in the text; the database was not asked, or does not have it"


def test_the_lists_of_what_is_lacking(whole: Project) -> None:
    assert [one.ident for one in fates.lacking(whole) or ()] == ["NORBERG-002"]
    behind = {one.id for one in trace.nothing_behind(whole, fates.targets(whole) or ())}
    assert "p007" not in behind
    assert "p009" in behind
    lacking = {one.id for one in trace.without_reason(whole)}
    assert "p007" not in lacking
    assert {"p003", "p005", "p008", "p009"} <= lacking


@pytest.mark.parametrize(
    ("fate", "sentence"),
    [
        (FateSaid("paragraph"), "missing the paragraph it was taken up in: --in p031"),
        (FateSaid("commitment", "x"), "give the commitment it was taken up in, by id: --in ID"),
        (FateSaid("passed_on"), 'give the process it was passed on to: --in "Länstransportplanen"'),
        (FateSaid("noted", "x"), "--in belongs to what was taken up or passed on; leave it out"),
        (FateSaid("not_taken_up"), "missing the reason why it was not taken up: --reason TEXT"),
        (FateSaid("noted", version="x"), '"x" is not a version'),
    ],
)
def test_a_fate_names_what_it_must(whole: Project, fate: FateSaid, sentence: str) -> None:
    with pytest.raises(RusctlError, check=lambda one: said(one.message) == sentence):
        fates.set_fate(whole, "norberg-002", fate)


def test_fates_are_set_said_again_and_taken_away(whole: Project) -> None:
    ours = FateSaid("not_taken_up", reason="Kommunens fråga")
    assert fates.set_fate(whole, "norberg-002", ours) == ("NORBERG-002", True)
    assert fates.set_fate(whole, "norberg-002", ours)[1] is False
    assert fates.set_fate(whole, "norberg-002", FateSaid("not_taken_up", reason="Staten"))[1] is True
    one = (fates.of_idents(whole, ["NORBERG-002"]) or [])[0]
    assert [(each.fate, each.reason) for each in one.fates] == [(Fate.NOT_TAKEN_UP, "Staten")]
    assert fates.take_away(whole, "norberg-002") == ("NORBERG-002", 1)
    assert [each.ident for each in fates.lacking(whole) or ()] == ["NORBERG-002"]


@pytest.mark.parametrize("word", ["p999", "remiss:9", "nowhere:1", "vad som helst"])
def test_what_is_not_there_is_not_traced(text: Project, word: str) -> None:
    with pytest.raises((RusctlError, UsageError)):
        trace.sought(text, word)
