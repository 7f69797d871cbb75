"""Records are dataclasses in all that is used of them, as the standard decorator makes them."""

import dataclasses
import sys
from dataclasses import dataclass as standard
from typing import Any

import pytest

from rusctl.model.record import dataclass


def made(decorator: Any) -> Any:
    @decorator(frozen=True, slots=True, kw_only=True)
    class One:
        """A record."""

        name: str
        days: tuple[int, ...] = ()
        words: dict[str, str] = dataclasses.field(default_factory=dict, hash=False)
        at: int = dataclasses.field(default=0, compare=False)

        @property
        def long(self) -> bool:
            """Whether it has many days."""
            return len(self.days) > 1

    return One


@pytest.mark.parametrize("decorator", [standard, dataclass])
def test_a_record_is_what_a_dataclass_is(decorator: Any) -> None:
    cls = made(decorator)
    one = cls(name="a", at=3)
    assert (one.name, one.days, one.words, one.at, one.long) == ("a", (), {}, 3, False)
    assert one == cls(name="a", at=4)
    assert one != cls(name="b", at=3)
    assert one != "a"
    assert cls(name="a").words is not one.words
    assert [field.name for field in dataclasses.fields(one)] == ["name", "days", "words", "at"]
    assert dataclasses.replace(one, days=(1, 2)).long
    assert dataclasses.is_dataclass(made(decorator))
    assert repr(one).endswith("One(name='a', days=(), words={}, at=3)")
    assert cls.__doc__ == "A record."
    assert not hasattr(one, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    assert hash(one) == hash(cls(name="a", words={"x": "y"}))
    for words in ({}, {"name": "a", "nmae": "b"}):
        with pytest.raises(TypeError):
            cls(**words)
    with pytest.raises(TypeError):
        cls("a")


def test_what_is_compared_is_hashed() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class One:
        name: str
        at: int = dataclasses.field(default=0, compare=False)

    assert hash(One(name="a", at=1)) == hash(One(name="a", at=2))
    assert len({One(name="a"), One(name="b"), One(name="a", at=9)}) == 2
    assert sys.getsizeof(One(name="a")) <= 48
