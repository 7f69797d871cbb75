"""A sheet, what it was made of, and what stands: put together so that nothing anybody did is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.inputs.three_way import Disagreement, SortingValues, put_together, unpacked

BEFORE = SortingValues(("klimat", "kompetens"), "", "open")


@pytest.mark.parametrize(
    ("sheet", "now", "put", "taken"),
    [
        (("klimat", "kompetens"), ("klimat", "kompetens"), (), ()),
        (("klimat", "bostad"), ("klimat", "kompetens"), ("bostad",), ("kompetens",)),
        (("klimat", "kompetens", "bostad"), ("klimat", "kompetens", "trafik"), ("bostad",), ()),
        (("klimat", "bostad"), ("klimat", "trafik"), ("bostad",), ()),
        (("klimat", "kompetens", "trafik"), ("klimat", "kompetens", "trafik"), (), ()),
        ((), ("trafik", "klimat"), (), ("klimat",)),
        (None, ("trafik",), (), ()),
    ],
)
def test_what_one_and_another_put_both_stay(
    sheet: tuple[str, ...] | None, now: tuple[str, ...], put: tuple[str, ...], taken: tuple[str, ...]
) -> None:
    found = put_together(BEFORE, SortingValues(sheet, "", "open"), SortingValues(now, "", "open"), sheet_wins=False)
    assert (found.put, found.taken, found.disagreements) == (put, taken, ())
    assert found.others == (("under",) if set(now) != set(BEFORE.under or ()) else ())


@pytest.mark.parametrize(
    ("sheet", "now", "wins", "stance", "disagrees"),
    [
        ("for", "", False, "for", False),
        ("", "for", False, None, False),
        ("for", "for", False, None, False),
        ("for", "against", False, None, True),
        ("for", "against", True, "for", False),
        (None, "against", False, None, False),
    ],
)
def test_two_who_say_different_things_are_both_shown(
    sheet: str | None, now: str, *, wins: bool, stance: str | None, disagrees: bool
) -> None:
    found = put_together(BEFORE, SortingValues(None, sheet, None), SortingValues(None, now, "open"), sheet_wins=wins)
    assert found.stance == stance
    assert found.disagreements == ((Disagreement("stance", "", sheet or "", now),) if disagrees else ())
    assert found.changes == (stance is not None)


@pytest.mark.parametrize("text", ["", "klimat", "a|b", "a|b|c|d"])
def test_a_cell_that_holds_something_else_is_not_read(text: str) -> None:
    assert unpacked(text) is None


NAMES = st.lists(st.sampled_from(["klimat", "kompetens", "bostad", "trafik"]), unique=True).map(tuple)
VALUES = st.builds(SortingValues, NAMES, st.sampled_from(["", "for", "against"]), st.sampled_from(["open", "done"]))


@settings(max_examples=50, deadline=None)
@given(VALUES, VALUES, VALUES)
def test_nothing_that_anybody_did_is_lost(before: SortingValues, sheet: SortingValues, now: SortingValues) -> None:
    assert unpacked(before.packed()) == before
    found = put_together(before, sheet, now, sheet_wins=False)
    base, wanted, stands = (set(one.under or ()) for one in (before, sheet, now))
    after = (stands | set(found.put)) - set(found.taken)
    assert wanted - base <= after
    assert stands - base <= after
    assert not (base - wanted) & after
    for field in ("stance", "step"):
        was, said, is_now = (getattr(one, field) for one in (before, sheet, now))
        kept = getattr(found, field) or is_now
        told = any(one.field == field for one in found.disagreements)
        assert told or said in (was, kept, "")
