"""Joint commitments: each change to its own lines, dates in the listings, and what the checks say of them."""

import datetime as dt

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.model.people import RegisterSummary
from rusctl.output.timeline_rows import commitment_row
from rusctl.services.planning import change_events
from rusctl.services.planning.checking import findings_of
from rusctl.services.project import Project
from rusctl.services.register_summary import named_inputs
from rusctl.services.reporting import timeline
from rusctl.services.strategy import commitments
from rusctl.services.strategy.commitments import CommitmentValues
from rusctl.services.strategy.take_text import TextGiven
from rusctl.storage.files.names import COMMITMENTS
from rusctl.storage.toml.edits import Edit
from tests.services.conftest import said
from tests.services.strategy.test_texts import taken

DAY, LATER = dt.date(2021, 6, 30), dt.date(2021, 7, 1)
VALUES = CommitmentValues(
    what="En gemensam utbildning", who=["Sala kommun", "Regionen"], by=DAY, inputs=["sala-014"], paragraph="p001"
)


def made(project: Project, edits: list[Edit]) -> Project:
    proposal = change_events.propose(project, edits, COMMITMENTS)
    change_events.refuse_new_faults(project, proposal)
    change_events.write(project, proposal.new, proposal.old, COMMITMENTS)
    return project.again()


@pytest.fixture
def one(tour: Project) -> Project:
    """The tour with a text and a commitment."""
    with_text = taken(tour, "Mål för länet.\n", TextGiven("remiss"))
    return made(with_text, commitments.added(with_text, "", VALUES)[1])


def test_a_commitment_is_added(one: Project) -> None:
    (found,) = one.plan.commitments
    assert (found.id, found.who, found.by, found.inputs) == (
        "en-gemensam-utbildning",
        ("Sala kommun", "Regionen"),
        DAY,
        ("SALA-014",),
    )
    assert commitments.named(one.plan, "En gemensam UTBILDNING").id == found.id
    assert commitments.row(found, LATER)["days_left"] == -1
    assert said(commitments.left(found, LATER)) == "1 day overdue"
    assert named_inputs(one.plan) == {"SALA-014"}


def test_it_is_followed_up_and_done(one: Project) -> None:
    state = commitments.state("pågår")
    after = made(one, commitments.followed_up(one.plan.commitments[0], dt.date(2020, 5, 4), state, "Två kurser"))
    done = made(after, commitments.done(after.plan.commitments[0], DAY, LATER, ""))
    (found,) = done.plan.commitments
    assert [(each.date.year, each.state.value, each.text) for each in found.follow_ups] == [
        (2020, "under-way", "Två kurser"),
        (2021, "done", ""),
    ]
    assert (found.done, found.open) == (DAY, False)
    with pytest.raises(RusctlError, check=lambda error: "already" in said(error.message)):
        commitments.done(found, DAY, LATER, "")
    again = made(done, commitments.followed_up(found, LATER, commitments.state("agreed"), ""))
    assert again.plan.commitments[0].done is None


def test_values_are_changed_and_taken_out(one: Project) -> None:
    after = made(one, commitments.changed(one, one.plan.commitments[0], CommitmentValues(by="", note="x", inputs=[])))
    (found,) = after.plan.commitments
    assert (found.by, found.note, found.inputs) == (None, "x", ())


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (CommitmentValues(what=" ", who=["A"]), "give what is to be done"),
        (CommitmentValues(what="x"), "missing the organisations that do it: --who NAME"),
        (CommitmentValues(what="x", who=["A"], paragraph="p009"), "no version of the strategy has a paragraph p009"),
        (CommitmentValues(what="x", who=["A"], event="nowhere"), "nowhere is not"),
        (CommitmentValues(what="x", who=["A"], state="later"), "later is not a state of a commitment"),
    ],
)
def test_what_is_wrong_is_refused(one: Project, values: CommitmentValues, sentence: str) -> None:
    with pytest.raises(RusctlError, check=lambda error: sentence in said(error.message)):
        commitments.added(one, "", values)
    with pytest.raises(UsageError):
        commitments.changed(one, one.plan.commitments[0], CommitmentValues(who=[]))


def test_an_input_of_another_form_is_refused(one: Project) -> None:
    edits = commitments.added(one, "ny", VALUES._replace(inputs=["Sala 14"]))[1]
    with pytest.raises(RusctlError, check=lambda error: "the id of an input" in said(error.message)):
        made(one, edits)


def test_the_dates_stand_in_the_listings(one: Project) -> None:
    (bar,) = timeline.commitment_bars(one.plan, None, None, Language("en"))
    assert (bar.title, bar.last) == ("En gemensam utbildning", DAY)
    assert timeline.commitments_between(one.plan, LATER, None) == []
    assert commitment_row(one.plan.commitments[0])["first"] == "2021-06-30"
    assert commitments.lines(one.plan, LATER, Language("en"))[1:] == [
        "Joint commitments:",
        "Wed, 30 Jun 2021: En gemensam utbildning, Sala kommun, Regionen (1 day overdue)",
    ]


def test_the_checks_look_at_them(one: Project) -> None:
    def codes(register: RegisterSummary | None) -> list[str]:
        found = findings_of(one.loaded, LATER, register)
        return [each.code for each in found if each.code in ("RUS740", "RUS741")]

    assert codes(None) == ["RUS740"]
    assert codes(RegisterSummary(found_inputs=frozenset())) == ["RUS740", "RUS741"]
    assert codes(RegisterSummary(found_inputs=frozenset({"SALA-014"}))) == ["RUS740"]
