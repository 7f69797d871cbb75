"""Substitutes (ersättare) in a list: for whom each comes, by the name or the address of somebody who takes part."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from rusctl.language.message import Message, msg
from rusctl.register.list_rows import Record


class RowError(Exception):
    """A row that is not taken, and why."""

    def __init__(self, reason: Message) -> None:
        """Keep the reason."""
        super().__init__(reason.id)
        self.reason = reason


class Substitutes:
    """Who takes part, in the register and above in the list, and the rows that wait for one of them."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.any = any(record.instead_of for record in records)
        self.there: dict[str, set[int]] = {}
        self.waiting: dict[str, list[Record]] = {}
        self.left: deque[Record] = deque()

    def in_order(self) -> Iterator[Record]:
        """Give the rows as they stand, but a substitute's after the row of whom it is for."""
        self.left.extend(self.records)
        last = False
        while self.left or self.waiting:
            if not self.left:  # whom these are for does not come
                self.left.extend(record for waiting in self.waiting.values() for record in waiting)
                self.waiting.clear()
                last = True
            record = self.left.popleft()
            wanted = record.instead_of.casefold()
            if not wanted or wanted in self.there or last:
                yield record
            else:
                self.waiting.setdefault(wanted, []).append(record)

    def enter(self, number: int, values: Mapping[str, str]) -> None:
        """Note that somebody takes part."""
        if not self.any:
            return
        for text in filter(None, (values["name"].casefold(), values.get("email", "").casefold())):
            self.there.setdefault(text, set()).add(number)
            self.left.extend(self.waiting.pop(text, ()))

    def whom(self, record: Record, number: int | None) -> dict[str, int]:
        """Give for whom a row is a substitute, as a value of its part; `number` is who the row is about."""
        if not record.instead_of:
            return {}
        found = self.there.get(record.instead_of.casefold(), set())
        if not found:
            raise RowError(msg("nobody who takes part has the name or the address of whom it is a substitute for"))
        if len(found) > 1:
            raise RowError(msg("several who take part have the name of whom it is a substitute for; give the address"))
        if number in found:
            raise RowError(msg("nobody is their own substitute"))
        return {"substitute_for": min(found)}
