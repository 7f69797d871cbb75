"""Which paragraph is which in the next version, and that ids survive what people do to a text."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rusctl.model.strategy import Became
from rusctl.strategy import ids
from rusctl.strategy.blocks import TextBlock
from rusctl.strategy.changes import changes
from rusctl.strategy.matching import ByHand, Matching, match
from rusctl.strategy.numbering import numbers
from rusctl.strategy.word_diff import WordMark, compared
from tests.examples import NIGHTLY

EXAMPLES = 2_000 if NIGHTLY else 30
LETTERS = "abdefghiklmnoprstuvyåäö"


def text(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def old(paragraphs: list[str]) -> tuple[TextBlock, ...]:
    blocks = ids.read(text(paragraphs)).identified
    return tuple(one._replace(id=f"p{at:03d}") for at, one in enumerate(blocks, 1))


def matched(before: list[str], after: list[str], by_hand: ByHand = ByHand()) -> Matching:  # noqa: B008
    return match(old(before), ids.read(text(after)).identified, by_hand)


def told(found: Matching) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.id, one.became.value, one.of) for one in found.places]


A = "Länet ska ha en hållbar tillväxt där fler människor är i arbete."
B = "Kommunerna samverkar om kompetensförsörjning tillsammans med näringslivet och högskolan."
C = "Transporter mellan städerna ska ta mindre än en timme med tåg."
D = "Regionen följer upp målen varje år och redovisar dem öppet för alla."


@pytest.mark.parametrize(
    ("before", "after", "became", "gone"),
    [
        ([A, B], [A, B], [("p001", "same", ()), ("p002", "same", ())], ()),
        ([A, B, C], [C, A, B], [("p003", "moved", ()), ("p001", "same", ()), ("p002", "same", ())], ()),
        ([A, B], [A.replace("hållbar", "god"), B], [("p001", "reworded", ()), ("p002", "same", ())], ()),
        ([A], [A, B], [("p001", "same", ()), ("", "new", ())], ()),
        ([A, B], [B], [("p002", "same", ())], ("p001",)),
        ([f"{A} {B}"], [A, B], [("p001", "reworded", ()), ("", "split", ("p001",))], ()),
        ([A, B], [f"{A} {B}"], [("p001", "merged", ("p002",))], ()),
        ([A, f"{B} {C}"], [f"{A} {C}", B], [("p001", "reworded", ()), ("p002", "reworded", ())], ()),
        (
            ["## Ett nyskapande och tillväxtdrivet Västmanland", A],
            ["## Ett nyskapande Västmanland genom hållbar tillväxt", A],
            [("p001", "reworded", ()), ("p002", "same", ())],
            (),
        ),
        (["## Mål", A, "## Mål", B], ["## Mål", A, "## Mål", B], [(f"p00{n}", "same", ()) for n in (1, 2, 3, 4)], ()),
        ([A], ["## " + A], [("", "new", ())], ("p001",)),
    ],
)
def test_what_became_of_each(
    before: list[str], after: list[str], became: list[tuple[str, str, tuple[str, ...]]], gone: tuple[str, ...]
) -> None:
    found = matched(before, after)
    assert told(found) == became
    assert found.gone == gone


def test_what_is_said_by_hand_holds() -> None:
    found = matched([A, B, C], [A, D, C], ByHand(same={1: "p002"}))
    assert told(found) == [("p001", "same", ()), ("p002", "reworded", ()), ("p003", "same", ())]
    found = matched([A, B], [A, B], ByHand(new=frozenset({1}), gone=frozenset({"p002"})))
    assert told(found) == [("p001", "same", ()), ("", "new", ())]
    assert found.gone == ("p002",)
    found = matched([A, B], [D, C], ByHand(parts={1: "p001"}, merged={"p002": 0}))
    assert [(one.became, one.of) for one in found.places] == [(Became.MERGED, ("p002",)), (Became.SPLIT, ("p001",))]


def test_an_id_in_the_text_holds() -> None:
    new = ids.read(f"<!-- p002 -->\n{D}\n\n<!-- p001 -->\n{C}\n").identified
    found = match(old([A, B]), new)
    assert [one.id for one in found.places] == ["p002", "p001"]
    assert all(one.sure for one in found.places)


def paragraphs(random_: random.Random, count: int) -> list[str]:
    def word() -> str:
        return "".join(random_.choice(LETTERS) for _ in range(random_.randint(3, 9)))

    vocabulary = [word() for _ in range(400)]
    return [" ".join(random_.choice(vocabulary) for _ in range(random_.randint(16, 40))) for _ in range(count)]


@given(some.integers(0, 2**32), some.integers(4, 25))
@settings(max_examples=EXAMPLES, deadline=None)
def test_ids_survive_rewording_moving_splitting_and_merging(seed: int, count: int) -> None:
    """Each paragraph meets with one thing at most; whatever it is, its id is where its words are."""
    random_ = random.Random(seed)
    before = paragraphs(random_, count)
    after: list[tuple[str, set[str], str]] = []
    index = 0
    while index < count:
        name, words = f"p{index + 1:03d}", before[index].split()
        done = random_.choice(["same", "reworded", "split", "merged", "gone"])
        if done == "reworded":
            for at in random_.sample(range(len(words)), len(words) // 5):
                words[at] = "omskrivet"
        if done == "split":
            half = len(words) // 2
            after += [(" ".join(words[:half]), {name}, "part"), (" ".join(words[half:]), {name}, "part")]
        elif done == "merged" and index + 1 < count:
            after.append((f"{before[index]} {before[index + 1]}", {name, f"p{index + 2:03d}"}, "merged"))
            index += 1
        elif done != "gone":
            after.append((" ".join(words), {name}, "whole"))
        index += 1
    after.append((" ".join(paragraphs(random_, 1)), set(), "new"))
    random_.shuffle(after)
    found = matched(before, [one for one, _, _ in after])
    for place, (_, names, kind) in zip(found.places, after, strict=True):
        assert {*([place.id] if place.id else []), *place.of} == names, (kind, place)
    kept = [one.id for one in found.places if one.id]
    assert len(kept) == len(set(kept))
    accounted = {*kept, *found.gone, *(name for one in found.places if one.became is Became.MERGED for name in one.of)}
    assert accounted == {f"p{at:03d}" for at in range(1, count + 1)}


def test_word_by_word() -> None:
    pieces = compared(
        "Ett nyskapande och tillväxtdrivet Västmanland", "Ett nyskapande Västmanland genom hållbar tillväxt"
    )
    assert [(one.mark, one.text.strip()) for one in pieces if one.mark is not WordMark.KEPT] == [
        (WordMark.REMOVED, "och tillväxtdrivet"),
        (WordMark.ADDED, "genom hållbar tillväxt"),
    ]


@given(some.text("abc dåäö,.\n", max_size=60), some.text("abc dåäö,.\n", max_size=60))
@settings(max_examples=EXAMPLES, deadline=None)
def test_the_pieces_are_both_texts(one: str, other: str) -> None:
    pieces = compared(one, other)
    assert "".join(piece.text for piece in pieces if piece.mark is not WordMark.ADDED) == one
    assert "".join(piece.text for piece in pieces if piece.mark is not WordMark.REMOVED) == other


def test_changes_between_versions() -> None:
    first = ids.read(f"<!-- p001 -->\n{A}\n\n<!-- p002 -->\n{B}\n\n<!-- p003 -->\n{C}\n")
    second = ids.read(f"<!-- p003 -->\n{C}\n\n<!-- p001 -->\n{A} Alla bidrar.\n\n<!-- p004 -->\n{D}\n")
    found = changes(first, second)
    assert [(one.id, one.became.value, one.moved) for one in found] == [
        ("p003", "moved", True),
        ("p001", "reworded", False),
        ("p002", "gone", False),
        ("p004", "new", False),
    ]


@pytest.mark.parametrize(
    ("lines", "without", "expected"),
    [
        (["# Strategin", "## Mål", "### Arbete", "### Klimat", "## Uppföljning"], (), ["", "1", "1.1", "1.2", "2"]),
        (["# Mål", "## Arbete", "# Uppföljning"], (), ["1", "1.1", "2"]),
        (["# 3 Mål", "## Arbete", "## 3.4 Klimat", "## Hav"], (), ["3", "3.1", "3.4", "3.5"]),
        (["# Förord", "# Mål"], ("p001",), ["", "1"]),
        (["# Strategin", "## Mål", "#### Djupt"], (), ["", "1", "1.0.1"]),
        ([], (), []),
    ],
)
def test_numbers_of_headings(lines: list[str], without: tuple[str, ...], expected: list[str]) -> None:
    blocks = old(lines) if lines else ()
    found = numbers(blocks, without)
    assert [found.get(one.first, "") for one in blocks] == expected
