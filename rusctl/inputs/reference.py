"""What a reference to an input means: SALA-014, or SALA-014.2 for its second part."""

import re
from typing import NamedTuple

from sqlalchemy import Connection

from rusctl.errors import RusctlError
from rusctl.inputs import parts, sorting, store
from rusctl.inputs.sorting import InputUnit, SortedPart, Sorting
from rusctl.language.message import msg
from rusctl.model.inputs import Input, Stance

_PART = re.compile(r"(?P<ident>.+)\.(?P<number>[0-9]{1,4})", re.DOTALL)


class MeantInput(NamedTuple):
    """An input that a reference means, how it is sorted, and its part where one is named.

    `quotes` has each part with its words, as they stand in the version of the text that it is of.
    """

    input: Input
    sorting: Sorting
    part: SortedPart | None = None
    quotes: tuple[tuple[SortedPart, str], ...] = ()

    @property
    def stance(self) -> Stance | None:
        """Where it, or its part, stands."""
        return self.part.stance if self.part else self.sorting.stance

    @property
    def unit(self) -> InputUnit:
        """What is sorted."""
        return InputUnit(self.input.id, self.part.row if self.part else None)

    @property
    def name(self) -> str:
        """The reference as rusctl writes it."""
        return f"{self.input.ident}.{self.part.number}" if self.part else self.input.ident


def meant(connection: Connection, reference: str) -> MeantInput:
    """Give what a reference means; RusctlError where there is no such input or part."""
    match = _PART.fullmatch(reference.strip())
    ident = match["ident"] if match else reference.strip()
    one = store.by_ident(connection, ident)
    if one is None:
        raise RusctlError(msg("there is no input {name}; rusctl inputs list shows them", name=ident))
    now = sorting.of_input(connection, one.id)
    part = parts.part_of(now.parts, int(match["number"]), one.ident) if match else None
    return MeantInput(one, now, part, parts.quotes(connection, now.parts))


def whole(connection: Connection, reference: str) -> MeantInput:
    """Give the input that a reference means; RusctlError where it names a part of one."""
    found = meant(connection, reference)
    if found.part:
        raise RusctlError(msg("{name} is a part; name the input", name=found.name))
    return found


def again(connection: Connection, found: MeantInput) -> MeantInput:
    """Give the same as it is after a change; without its part where that is gone."""
    now = whole(connection, found.input.ident)
    return now._replace(part=next((one for one in now.sorting.parts if found.part and one.row == found.part.row), None))
