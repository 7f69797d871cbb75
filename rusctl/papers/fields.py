"""What a template may ask for: its fields by their names in English and Swedish, alone and in blocks that repeat."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rusctl.language.message import Message


class PaperField(NamedTuple):
    """A field: its names, what it is, and a text like those it will hold, to try a template with."""

    name: str
    swedish: str
    about: Message
    sample: str


class PaperBlock(NamedTuple):
    """A block that is repeated, such as one for each comment: its names, what repeats, and the fields inside."""

    name: str
    swedish: str
    about: Message
    fields: tuple[PaperField, ...]


class PaperFields(NamedTuple):
    """All that the templates of one kind of paper may ask for."""

    fields: tuple[PaperField, ...]
    blocks: tuple[PaperBlock, ...] = ()

    def samples(self) -> "PaperValues":
        """Give values to try a template with: two of each block."""
        single = {one.name: one.sample for one in self.fields}
        rows = {block.name: [{one.name: one.sample for one in block.fields}] * 2 for block in self.blocks}
        return PaperValues(single, rows)

    def context(self, values: "PaperValues") -> dict[str, object]:
        """Give values under both names of each field; KeyError where one that a template may ask for is missing."""
        context: dict[str, object] = dict(_both(self.fields, values.fields))
        for block in self.blocks:
            rows = [dict(_both(block.fields, row)) for row in values.blocks[block.name]]
            context[block.name] = context[block.swedish] = rows
        return context


class PaperValues(NamedTuple):
    """The texts of one paper by the English names of their fields; an empty text says that there is nothing."""

    fields: Mapping[str, str]
    blocks: Mapping[str, Sequence[Mapping[str, str]]] = {}


def _both(fields: Sequence[PaperField], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for one in fields:
        yield one.name, texts[one.name]
        yield one.swedish, texts[one.name]
