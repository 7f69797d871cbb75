"""Whom a row of a list is about: nobody known, somebody for certain, or somebody that only people can tell.

An address alone makes nobody the same person, since offices share one, and a name alone neither. What is not certain
is a doubt, with the persons it is about; it is for the user to settle, once for a list.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from rusctl.database.addresses import key_of
from rusctl.register import likeness


class RowDoubt(StrEnum):
    """What keeps a row from being taken until somebody has said what it is.

    MAILBOX: another name stands at its address. LIKELY: somebody known may be meant. ALIKE: several are meant equally.
    PROTECTED: it says that the identity is protected.
    """

    MAILBOX = "mailbox"
    LIKELY = "likely"
    ALIKE = "alike"
    PROTECTED = "protected"


class Known(NamedTuple):
    """A person in the register or above in the list, whose number is negative; with their values."""

    id: int
    version: int
    values: Mapping[str, Any]
    protected: bool = False
    restricted: bool = False
    function: bool = False


class Match(NamedTuple):
    """Whom a row is about, if that is certain; else what is in doubt, and about whom."""

    known: Known | None = None
    doubt: RowDoubt | None = None
    about: tuple[int, ...] = ()


class People:
    """Those who are known, by their addresses and names."""

    def __init__(self) -> None:
        self.by_address: dict[str, dict[int, Known]] = {}
        self.had_before: dict[str, dict[int, Known]] = {}
        self.by_name: dict[tuple[str, str], list[Known]] = {}
        self.by_key: dict[str, dict[int, Known]] = {}
        self.by_number: dict[int, Known] = {}

    def of(self, number: int) -> Known:
        """Give who has a number."""
        return self.by_number[number]

    def know(self, one: Known, had: Iterable[str] = ()) -> None:
        """Take somebody in, with the mailboxes that they had before."""
        self.by_number[one.id] = one
        if key := key_of(one.values["email"]):
            self.by_address.setdefault(key, {})[one.id] = one
        for key in had:
            self.had_before.setdefault(key, {})[one.id] = one
        self.by_name.setdefault(_exact(one.values), []).append(one)
        for key in _keys(likeness.name(one.values["name"])):
            self.by_key.setdefault(key, {})[one.id] = one

    def match(self, values: Mapping[str, Any], here: Collection[int], *, shared: bool) -> Match:
        """Say whom a row is about; `here` are those of the event, `shared` says that several may have an address.

        Who has the name of one of the event, and no other place of work, is that one.
        """
        if at := self._at_address(values, shared=shared):
            return at
        mine = likeness.name(values["name"])
        named = [one for one in self.by_key.get(mine.key, {}).values() if _key(one) == mine.key]
        of_event = [one for one in named if one.id in here]
        close = [one for one in of_event if _is_same(one, values)]
        exact = close or [one for one in self.by_name.get(_exact(values), ()) if not _apart(one, values)]
        if len(exact) > 1:
            place = likeness.place(values.get("organisation", ""))
            exact = [one for one in exact if place and likeness.place(one.values["organisation"]) == place] or exact
        if len(exact) == 1:
            return Match(exact[0])
        if exact:
            return Match(None, RowDoubt.ALIKE, _numbers(exact))
        likely = _numbers([*of_event, *(one for one in self._like(mine) if _may_be(one, values, mine, here))])
        return Match(None, RowDoubt.LIKELY, likely) if likely else Match()

    def _at_address(self, values: Mapping[str, Any], *, shared: bool) -> Match | None:
        """Say whom a row is about by its address; None where that tells nothing."""
        address = key_of(values.get("email", ""))
        found = [*(self.by_address.get(address) or self.had_before.get(address) or {}).values()] if address else []
        mine = likeness.name(values["name"])
        same = [one for one in found if _key(one) == mine.key]
        if len(same) > 1:
            return Match(None, RowDoubt.ALIKE, _numbers(same))
        if same:
            return Match(same[0])
        if maybe := [one for one in found if likeness.may_be(likeness.name(one.values["name"]), mine)]:
            return Match(None, RowDoubt.LIKELY, _numbers(maybe))
        if len(found) == 1 and not (shared or found[0].function):  # several have been told apart there before
            return Match(None, RowDoubt.MAILBOX, _numbers(found))
        return None

    def _like(self, mine: likeness.Name) -> list[Known]:
        found = {number: one for key in _keys(mine) for number, one in self.by_key.get(key, {}).items()}
        return [*found.values()]


def _exact(values: Mapping[str, Any]) -> tuple[str, str]:
    return values["name"].casefold(), values.get("organisation", "").casefold()


def _key(one: Known) -> str:
    return likeness.name(one.values["name"]).key


def _keys(name: likeness.Name) -> set[str]:
    """Give by what people are looked up who may have a name, written otherwise."""
    return {name.key, *(f"{name.words[0][:1]} {word}" for word in name.words[1:])}


def _numbers(those: Sequence[Known]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one.id for one in those))


def _apart(one: Known, values: Mapping[str, Any]) -> bool:
    """Whether a row has another address than somebody."""
    mine, theirs = key_of(values.get("email", "")), key_of(one.values["email"])
    return bool(mine and theirs and mine != theirs)


def _is_same(one: Known, values: Mapping[str, Any]) -> bool:
    """Whether somebody with a row's name has nothing that speaks against their being the same."""
    return (
        likeness.same_place(one.values["organisation"], values.get("organisation", ""))
        and _same_town(one, values)
        and not _apart(one, values)
    )


def _same_town(one: Known, values: Mapping[str, Any]) -> bool:
    mine, theirs = values.get("municipality", ""), one.values["municipality"]
    return not mine or not theirs or mine == theirs


def _may_be(one: Known, values: Mapping[str, Any], mine: likeness.Name, here: Collection[int]) -> bool:
    """Whether somebody with a like name is likely meant: by the place of work, or by their mailbox's domain."""
    theirs = likeness.name(one.values["name"])
    if not likeness.may_be(theirs, mine) or not _same_town(one, values):
        return False
    place, other = values.get("organisation", ""), one.values["organisation"]
    if place and other:
        return likeness.place(place) == likeness.place(other) or likeness.within(place, other)
    if theirs.key != mine.key:
        return one.id in here
    return not _apart(one, values) or _domain(values.get("email", "")) == _domain(one.values["email"])


def _domain(email: str) -> str:
    return key_of(email).rpartition("@")[2]
