"""Weights and tables of counted inputs: sums alone, without a database."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.inputs import weighing
from rusctl.inputs.placing import placing
from rusctl.model.inputs import HeadingWording, Theme
from rusctl.model.plan import FrameItem, Texts
from rusctl.model.synthesis import CellState, Dimension, SynthesisRow

HEALTH = SynthesisRow("equality:halsa", "equality", "halsa", Texts({"sv": "Hälsa"}))
SAFETY = SynthesisRow("equality:trygghet", "equality", "trygghet", Texts({"sv": "Trygghet"}))
BY_PLACE: weighing.Cells = {(HEALTH.key, "sala"): 3, (HEALTH.key, "arboga"): 1, (HEALTH.key, ""): 2}
BY_ROLE: weighing.Cells = {(HEALTH.key, "naringsliv"): 4, (HEALTH.key, "politiker"): 2, (HEALTH.key, ""): 1}
SUMS: weighing.Cells = {(HEALTH.key,): 6}


def test_a_weight_has_municipalities_and_roles_in_order_and_none_for_what_is_not_said() -> None:
    orders = ["arboga", "sala", "koping"], ["politiker", "naringsliv"]
    first, second = weighing.weights((HEALTH, SAFETY), SUMS, BY_PLACE, BY_ROLE, orders)
    assert (first.inputs, first.municipalities, first.roles) == (6, ("arboga", "sala"), ("politiker", "naringsliv"))
    assert (second.inputs, second.municipalities, second.roles) == (0, (), ())


def test_an_empty_cell_says_whether_anybody_was_there() -> None:
    order = ["arboga", "sala", "koping", "norberg"]
    table = weighing.table(Dimension.BY_MUNICIPALITY, (HEALTH, SAFETY), SUMS, BY_PLACE, order, {"koping", "sala"})
    assert table.values == (*order, "")
    assert [table.cell(HEALTH, one) for one in table.values] == [1, 3, CellState.NOT_VISITED, 0, 2]
    assert [table.cell(SAFETY, one) for one in table.values] == [0, CellState.NOT_VISITED, CellState.NOT_VISITED, 0, 0]
    assert table.sums == {HEALTH.key: 6, SAFETY.key: 0}


_NUMBER = st.none() | st.integers(1, 6)


@settings(max_examples=50)
@given(st.lists(st.tuples(_NUMBER, _NUMBER), max_size=6))
def test_themes_lead_to_rows_whatever_is_above_or_instead(pairs: list[tuple[int | None, int | None]]) -> None:
    themes = [
        Theme(id=at, ident=f"t{at}", heading="halsa" if at == 1 else "", above=above, replaced_by=after)
        for at, (above, after) in enumerate(pairs, 1)
    ]
    frame = [FrameItem(id="halsa", kind="equality", name=Texts({"sv": "Hälsa"}))]
    found = placing(frame, [HeadingWording(id=7, kind="equality", heading="halsa")], themes, ())
    for level in found.themes:
        assert {found.names[place] for place in level.values()} <= {row.key for row in found.rows}
    assert set(found.themes[0] if found.themes else ()) == {one.id for one in themes}
    assert len({row.key for row in found.rows}) == len(found.rows)
