"""Texts that are like each other, all found at once as each is found by itself."""

import random

import pytest

from rusctl.language import alike
from rusctl.language.alike import TextIndex
from rusctl.language.stems import Stems

LEAST = 0.6
STEMS = Stems()


def texts(seed: int, count: int) -> list[str]:
    """Give texts of common and rare words, many of them nearly what another says."""
    draw = random.Random(seed)
    words = [f"ord{number}" for number in range(60)]
    weights = [1 / (number + 2) for number in range(60)]
    found: list[str] = []
    for _ in range(count):
        if found and draw.random() < 0.5:
            said = draw.choice(found).split()
            said[draw.randrange(len(said))] = draw.choice(words)
            found.append(" ".join(said))
        else:
            found.append(" ".join(draw.choices(words, weights, k=draw.randint(1, 12))))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_all_are_found_at_once_as_each_is_by_itself(seed: int) -> None:
    said = texts(seed, 40 + 10 * seed)
    index = TextIndex(said, STEMS)
    assert index.all_like(3, LEAST) == [index.like(place, 3, LEAST) for place in range(len(said))]


def test_few_of_many_texts_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    maybe_like = alike.maybe_like

    def counted(*given: object) -> object:
        compared.extend(found := maybe_like(*given))  # type: ignore[arg-type]
        return found

    monkeypatch.setattr(alike, "maybe_like", counted)
    draw = random.Random(1)
    words = [f"ord{number}" for number in range(3_000)]
    said = [" ".join(draw.choices(words, k=10)) for _ in range(600)]
    TextIndex([*said, *said], STEMS).all_like(8, LEAST)
    assert 600 <= len(compared) < 7_000  # of 719 400 pairs


def test_of_no_texts_nothing_is_found() -> None:
    assert TextIndex([], STEMS).all_like(8, LEAST) == []
