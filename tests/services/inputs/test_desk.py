"""Inputs sorted one after another: suggestions first, back at any time, and on where somebody stopped."""

import pytest

from rusctl.errors import ConflictError, RusctlError
from rusctl.inputs import store
from rusctl.language.catalogue import Language
from rusctl.model.inputs import NewInput, Stance, Step
from rusctl.services.inputs import searching, sorting
from rusctl.services.inputs.desk import InputOnDesk, SortingDesk
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from tests.services.conftest import said

SAID = (
    ("arboga", "Fler unga borde få praktik hos företagen"),
    ("sala", "Klimatanpassa vägarna längs Sagån"),
    ("sala", "Fler unga borde få praktik hos företag"),
    ("sala", "Det saknas kompetens inom vården"),
)
ENGLISH = Language("en")


@pytest.fixture(name="dialogues")
def dialogues_fixture(house: Project) -> Project:
    new = [NewInput(event=event, text=text) for event, text in SAID]
    opened(house).change("inputs add", lambda change: store.add(change, new))
    return house


def shown(desk: SortingDesk) -> InputOnDesk:
    found = desk.on_desk()
    assert found is not None
    return found


def test_what_is_likely_comes_first_with_its_reason(dialogues: Project) -> None:
    desk = SortingDesk(dialogues, ENGLISH, "sala")
    first = shown(desk)
    assert (first.input.ident, first.place, first.of, first.left) == ("SALA-001", 1, 3, 3)
    assert [(one.name, one.called) for one in first.headings] == [("klimat", "Climate, environment and energy")]
    assert [said(why) for why in first.headings[0].reasons] == ["has a word that goes with klimat in its name"]
    desk.put(["klimat"], done=True)
    desk.go_on()
    second = shown(desk)
    assert (second.input.ident, second.left) == ("SALA-002", 2)
    assert [(one.name, said(one.reason)) for one in second.duplicates] == [
        ("ARBOGA-001", "shares 7 of 7 words with ARBOGA-001")
    ]


def test_who_stops_goes_on_where_they_were_and_what_waits_comes_last(dialogues: Project) -> None:
    desk = SortingDesk(dialogues, ENGLISH, "sala")
    desk.mark(Step.LATER)
    desk.go_on()
    desk.mark(Step.DONE)
    again = SortingDesk(dialogues, ENGLISH, "sala")
    assert shown(again).input.ident == "SALA-003"
    again.mark(Step.DONE)
    again.go_on()
    assert shown(again).input.ident == "SALA-001"
    again.mark(Step.DONE)
    again.go_on()
    assert again.on_desk() is None
    assert SortingDesk(dialogues, ENGLISH, "sala").on_desk() is None
    assert shown(SortingDesk(dialogues, ENGLISH)).input.ident == "ARBOGA-001"


def test_back_is_possible_at_any_time(dialogues: Project) -> None:
    desk = SortingDesk(dialogues, ENGLISH, "sala")
    assert not desk.go_back()
    desk.put(["klimat"], done=True)
    desk.go_on()
    assert desk.go_back()
    before = shown(desk)
    assert (before.input.ident, before.under) == ("SALA-001", ("Climate, environment and energy",))
    desk.take_away(["klimat"])
    assert shown(desk).under == ()
    for _ in range(3):
        desk.mark(Step.DONE)
        desk.go_on()
    assert desk.on_desk() is None
    assert desk.go_back()
    assert shown(desk).input.ident == "SALA-003"


def test_what_says_the_same_is_sorted_as_that(dialogues: Project) -> None:
    sorting.tag(dialogues, "ARBOGA-001", ["kompetens"])
    desk = SortingDesk(dialogues, ENGLISH, "sala", by="ak")
    desk.go_on()
    desk.same_as("ARBOGA-001")
    now = shown(desk)
    assert (now.under, now.sorting.step) == (("Provision of skills",), Step.DONE)
    assert [one.idents for one in sorting.all_groups(dialogues)] == [("ARBOGA-001", "SALA-002")]


def test_a_theme_made_at_the_desk_is_suggested_from_then_on(dialogues: Project) -> None:
    desk = SortingDesk(dialogues, ENGLISH)
    assert desk.make_theme("Praktikplatser") == "praktikplatser"
    assert "praktikplatser" in [one.name for one in shown(desk).headings]
    desk.put(["Praktikplatser"], done=False)
    assert (shown(desk).under, shown(desk).left) == (("Praktikplatser",), 4)
    desk.stance(Stance.FOR)
    desk.note("fråga skolan")
    assert (shown(desk).sorting.stance, shown(desk).sorting.note) == (Stance.FOR, "fråga skolan")


def test_what_somebody_else_has_sorted_meanwhile_is_not_sorted_over(dialogues: Project) -> None:
    desk = SortingDesk(dialogues, ENGLISH, "sala")
    shown(desk)
    sorting.mark(dialogues, "SALA-001", "later")
    with pytest.raises(ConflictError):
        desk.put(["klimat"], done=True)
    assert (shown(desk).under, shown(desk).sorting.step) == ((), Step.LATER)
    desk.put(["klimat"], done=True)
    assert shown(desk).sorting.step is Step.DONE


def test_there_is_nothing_to_sort_where_nothing_was_said(house: Project) -> None:
    with pytest.raises(RusctlError):
        SortingDesk(house, ENGLISH)


def test_what_is_searched_for_is_found_in_an_event_and_up_to_a_number(dialogues: Project) -> None:
    found = searching.find(dialogues, "företag ung")
    assert ([one.ident for one in found.rows], found.more) == (["ARBOGA-001", "SALA-002"], False)
    assert searching.find(dialogues, "företag", event="sala").rows[0].ident == "SALA-002"
    first = searching.find(dialogues, "företag", most=1)
    assert ([one.ident for one in first.rows], first.more) == (["ARBOGA-001"], True)
    assert [one.name for one in searching.likely(dialogues, ENGLISH, "sala-001").headings] == ["klimat"]
