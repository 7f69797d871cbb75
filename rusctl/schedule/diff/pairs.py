"""A record before and after, and the changes that can be told of it whatever kind of record it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from rusctl.language.message import Message, msg
from rusctl.model.plan import Plan, Texts
from rusctl.schedule.diff.fields import label, shown

NEW, REMOVED, MOVED, CHANGED = "new", "removed", "moved", "changed"


class RecordChange(NamedTuple):
    """One change: of what, which of them, how, and for a changed key its value before and after.

    `what` is event, milestone, process, municipality, travel, role, minimum, tour, phase, template, body, frame,
    question, input_kind, busy, consultation, version, change, commitment, indicator, programme, result, report,
    workdays, deadlines or checks; `field` is a key of the files, ``date`` for all that says when, and empty for a
    record that is new or removed.
    """

    what: str
    id: str
    change: str
    field: str
    before: object
    after: object
    message: Message


class RecordPair(NamedTuple):
    """A record before and after, what it is, and what to call it."""

    what: str
    id: str
    name: object
    old: Any
    new: Any
    plans: tuple[Plan, Plan]

    def change(self, change: str, field: str, before: object, after: object, message: Message) -> RecordChange:
        """Make a change of this record."""
        return RecordChange(self.what, self.id, change, field, before, after, message)

    def field(self, field: str, before: object, after: object) -> RecordChange:
        """Say that a key has another value."""
        old, new = (shown(field, value, plan) for value, plan in zip((before, after), self.plans, strict=True))
        args: dict[str, object] = {"name": self.name, "field": label(field, self.what), "before": old, "after": new}
        if _nothing(before):
            message = msg("{name}: {field} {after}", **args)
        elif _nothing(after):
            message = msg("{name}: {field} is gone, was {before}", **args)
        else:
            message = msg("{name}: {field} {after}, was {before}", **args)
        return self.change(CHANGED, field, before, after, message)


def differing(
    what: str,
    old: Sequence[Any],
    new: Sequence[Any],
    plans: tuple[Plan, Plan],
    named: Callable[[Any], object],
    *,
    key: Callable[[Any], str] = lambda one: one.id,
) -> Iterator[RecordPair]:
    """Give the records that differ, in the order of the new file and then those that are gone.

    `named` gives what to call a record, the new one where it is there, and `key` what it is known by.
    """
    before, after = ({key(one): one for one in records} for records in (old, new))
    for found in dict.fromkeys((*after, *before)):
        pair = RecordPair(
            what, found, named(after.get(found) or before[found]), before.get(found), after.get(found), plans
        )
        if pair.old != pair.new:
            yield pair


def changed_record(pair: RecordPair, told: Iterable[str] = ()) -> Iterator[RecordChange]:
    """Give the changes of a record of which no key but those in `told` is told otherwise."""
    if pair.old is None or pair.new is None:
        yield appeared(pair)
    else:
        yield from changed_fields(pair, told)


def appeared(pair: RecordPair, *facts: object) -> RecordChange:
    """Say that a record is new or gone."""
    args: dict[str, object] = {"name": pair.name, "facts": list(facts)}
    if pair.old is None:
        return pair.change(
            NEW, "", None, None, msg("new: {name}, {facts}", **args) if facts else msg("new: {name}", **args)
        )
    message = msg("removed: {name}, {facts}", **args) if facts else msg("removed: {name}", **args)
    return pair.change(REMOVED, "", None, None, message)


def changed_fields(pair: RecordPair, told: Iterable[str] = ()) -> Iterator[RecordChange]:
    """Give the changes of all keys that nothing else tells of."""
    for field in fields(pair.new):
        before, after = getattr(pair.old, field.name), getattr(pair.new, field.name)
        if field.name in {"id", *told} or not field.compare or before == after:
            continue
        if isinstance(after, Texts):
            yield from changed_texts(pair, field.name, before, after)
        else:
            yield pair.field(field.name, before, after)


def changed_texts(pair: RecordPair, field: str, before: Texts, after: Texts) -> Iterator[RecordChange]:
    """Give the changes of a name, language by language."""
    for code in dict.fromkeys((*after, *before)):
        if before.get(code) != after.get(code):
            yield pair.field(f"{field}.{code}".rstrip("."), before.get(code), after.get(code))


def _nothing(value: object) -> bool:
    return value is None or value in ("", ())
