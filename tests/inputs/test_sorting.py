"""What is made of inputs: put under headings and themes, split, grouped; nothing of it touches what was said."""

import pytest
from sqlalchemy import select

from rusctl.database import undo
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.inputs import groups, parts, sorting, store, themes
from rusctl.inputs.schema import heading
from rusctl.inputs.sorting import InputUnit, Sorting
from rusctl.model.inputs import Input, NewInput, Stance, Step
from rusctl.model.plan import FrameItem, Texts
from rusctl.services.pieces import PIECES

TEXT = "Fler bussar på kvällen, och bättre vägar till Möklinta."
OLD = FrameItem(id="nyskapande", kind="target", name=Texts({"sv": "Ett nyskapande och tillväxtdrivet Västmanland"}))
NEW = FrameItem(id="nyskapande", kind="target", name=Texts({"sv": "Ett nyskapande Västmanland genom hållbar tillväxt"}))
KLIMAT = FrameItem(id="klimat", kind="challenge", name=Texts({"sv": "Klimat", "en": "Climate"}))


@pytest.fixture(name="said")
def said_fixture(register: Register) -> list[Input]:
    new = [NewInput(event="sala", text=text) for text in (TEXT, "Fler bussar", "Praktik")]
    register.change("inputs add", lambda change: store.add(change, new))
    with register.reading() as connection:
        return store.read(connection)


def now(register: Register, one: Input) -> Sorting:
    with register.reading() as connection:
        return sorting.of_input(connection, one.id)


def undone(register: Register) -> None:
    with register.reading() as connection:
        found = undo.to_undo(connection, None)
    register.change("register undo", lambda change: undo.undo(change, found.number, PIECES), undoes=found.number)


def test_what_is_put_under_a_heading_stays_under_its_wording(register: Register, said: list[Input]) -> None:
    whole = InputUnit(said[0].id)
    assert register.change("inputs tag", lambda change: sorting.put(change, whole, [OLD, KLIMAT], {}, "ak")) == 2
    assert register.change("inputs tag", lambda change: sorting.put(change, whole, [NEW], {})) == 0
    register.change("inputs tag", lambda change: sorting.put(change, InputUnit(said[1].id), [NEW], {}))
    with register.reading() as connection:
        wordings = connection.execute(select(heading.c.heading, heading.c.sv).order_by(heading.c.id)).all()
    assert [tuple(row) for row in wordings] == [
        ("nyskapande", OLD.name["sv"]),
        ("klimat", "Klimat"),
        ("nyskapande", NEW.name["sv"]),
    ]
    found = now(register, said[0])
    assert (found.headings, found.version, found.step) == (("nyskapande", "klimat"), 1, Step.OPEN)
    assert register.change("inputs tag", lambda change: sorting.take_away(change, whole, ["nyskapande", "x"])) == 1
    assert now(register, said[0]).headings == ("klimat",)
    undone(register)
    assert now(register, said[0]).headings == ("nyskapande", "klimat")


def test_who_has_not_seen_what_somebody_else_did_is_told(register: Register, said: list[Input]) -> None:
    row = said[0].id
    register.change("inputs mark", lambda change: sorting.touch(change, row, 0, step=Step.DONE, assigned="ak"))
    with pytest.raises(ConflictError):
        register.change("inputs mark", lambda change: sorting.touch(change, row, 0, step=Step.OPEN))
    found = now(register, said[0])
    assert (found.step, found.assigned, found.version) == (Step.DONE, "ak", 1)
    with pytest.raises(RusctlError):
        register.change("inputs mark", lambda change: sorting.touch(change, 999))


def test_parts_are_spans_of_what_was_said_and_are_sorted_by_themselves(register: Register, said: list[Input]) -> None:
    one = said[0]
    spans = parts.spans_of(TEXT, ["Fler bussar på kvällen", "bättre vägar till Möklinta"])
    assert [TEXT[start:stop] for start, stop in spans] == ["Fler bussar på kvällen", "bättre vägar till Möklinta"]
    assert register.change("inputs split", lambda change: parts.split(change, one, spans)) == [1, 2]
    assert register.change("inputs split", lambda change: parts.split(change, one, spans[1:])) == [2]
    first, second = now(register, one).parts

    def put(change: Transaction) -> None:
        sorting.put(change, InputUnit(one.id, first.row), [KLIMAT], {})
        sorting.put(change, InputUnit(one.id, second.row), [OLD], {})
        sorting.put(change, InputUnit(one.id), [KLIMAT], {})
        sorting.set_stance(change, InputUnit(one.id, second.row), Stance.FOR)

    register.change("inputs tag", put)
    found = now(register, one)
    assert (found.headings, [each.headings for each in found.parts]) == (("klimat",), [("klimat",), ("nyskapande",)])
    register.change("inputs split", lambda change: parts.join(change, one, found.parts[1]))
    joined = now(register, one)
    assert (set(joined.headings), len(joined.parts), joined.stance) == ({"klimat", "nyskapande"}, 1, Stance.FOR)
    undone(register)
    again = now(register, one)
    assert (again.parts, again.headings, again.stance) == (found.parts, found.headings, None)
    with register.reading() as connection:
        assert store.read(connection)[0].text == TEXT


@pytest.mark.parametrize(
    ("quotes", "why"),
    [(["flera bussar"], "does not stand"), ([""], "does not stand"), (["  "], "does not stand"), (["ar"], "2 times")],
)
def test_a_quote_is_exactly_one_place_of_the_text(quotes: list[str], why: str) -> None:
    with pytest.raises(RusctlError) as caught:
        parts.spans_of(TEXT, quotes)
    assert why in caught.value.message.id.format(**caught.value.message.args)


def test_the_same_words_twice_are_the_first_and_then_the_next() -> None:
    assert parts.spans_of("bussar och bussar", ["bussar och", "bussar"]) == [(0, 10), (11, 17)]


def test_a_group_holds_references_and_dissolving_it_loses_nothing(register: Register, said: list[Input]) -> None:
    rows = [said[0].id, said[1].id]
    register.change("inputs tag", lambda change: sorting.put(change, InputUnit(rows[0]), [KLIMAT], {}))
    number = register.change("inputs group", lambda change: groups.make(change, rows, "Bussar", "ak"))
    assert register.change("inputs group", lambda change: groups.add(change, number, [said[2].id, rows[0]])) == 1
    with register.reading() as connection:
        made = groups.get(connection, number)
    assert (made.name, made.idents) == ("Bussar", ("SALA-001", "SALA-002", "SALA-003"))
    assert now(register, said[0]).groups == (number,)
    register.change("inputs group", lambda change: groups.dissolve(change, made))
    with register.reading() as connection:
        assert groups.listed(connection) == []
    assert (now(register, said[0]).groups, now(register, said[0]).headings) == ((), ("klimat",))
    undone(register)
    with register.reading() as connection:
        assert groups.listed(connection) == [made]


def test_a_theme_is_made_changed_and_removed_only_while_nothing_needs_it(register: Register, said: list[Input]) -> None:
    values = {"sv": "Kvällsbussar", "heading": "klimat"}
    first = register.change("inputs theme", lambda change: themes.add(change, "kvallsbussar", values))
    second = register.change("inputs theme", lambda change: themes.add(change, "bussar", {"sv": "Bussar"}))
    register.change(
        "inputs tag", lambda change: sorting.put(change, InputUnit(said[0].id), [], {"kvallsbussar": first})
    )
    with register.reading() as connection:
        one, other = themes.listed(connection)
        assert themes.counts(connection) == {first: 1}
    assert (one.ident, one.heading, now(register, said[0]).themes) == ("kvallsbussar", "klimat", ("kvallsbussar",))
    with pytest.raises(PolicyError):
        register.change("inputs theme", lambda change: themes.remove(change, one))
    register.change("inputs theme", lambda change: themes.set_values(change, one, {"replaced_by": second}))
    with pytest.raises(PolicyError):
        register.change("inputs theme", lambda change: themes.remove(change, other))
    with pytest.raises(RusctlError):
        register.change("inputs theme", lambda change: themes.set_values(change, other, {"replaced_by": first}))
    assert now(register, said[0]).themes == ("kvallsbussar",)


def test_a_note_is_one_and_an_empty_one_is_none(register: Register, said: list[Input]) -> None:
    row = said[0].id
    for text, changed in (("fråga Köping", True), ("fråga Köping", False), ("klart", True), ("", True), ("", False)):
        assert noted(register, row, text) == changed
        assert now(register, said[0]).note == text


def noted(register: Register, row: int, text: str) -> bool:
    return register.change("inputs note", lambda change: sorting.set_note(change, row, text))
