"""What changed in the strategy's versions and in what it leads to: commitments, indicators, programmes, results."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_strategy import COMMITMENT_STATE
from rusctl.model.plan import Plan
from rusctl.schedule.diff.pairs import CHANGED, RecordChange, RecordPair, changed_record, differing

_NAMED: dict[str, Message] = {
    "version": msg("version {name}"),
    "commitment": msg("commitment {name}"),
    "indicator": msg("indicator {name}"),
    "programme": msg("programme {name}"),
    "result": msg("result {name}"),
}


def led_to(old: Plan, new: Plan) -> Iterator[RecordChange]:
    """Give the changes of what the text was and became, and of what is done and followed up."""
    before, after = old.follow_up, new.follow_up
    yield from _records("version", old.versions, new.versions, (old, new), changed_record)
    yield from _keyed("change", old.text_changes, new.text_changes, (old, new))
    yield from _records("commitment", old.commitments, new.commitments, (old, new), _commitment)
    yield from _records("indicator", before.indicators, after.indicators, (old, new), _indicator)
    yield from _records("programme", before.programmes, after.programmes, (old, new), changed_record)
    yield from _records("result", before.results, after.results, (old, new), changed_record)
    yield from _keyed("report", before.texts, after.texts, (old, new))


def _records(
    what: str,
    old: Sequence[Any],
    new: Sequence[Any],
    plans: tuple[Plan, Plan],
    told: Callable[[RecordPair], Iterator[RecordChange]],
) -> Iterator[RecordChange]:
    for pair in differing(what, old, new, plans, lambda one: _NAMED[what]._replace(args={"name": _called(one)})):
        yield from told(pair)


def _called(one: Any) -> object:
    """Give what people call a record: what is done, else its name."""
    return getattr(one, "what", "") or getattr(one, "name", "") or one.id


def _keyed(what: str, old: Sequence[Any], new: Sequence[Any], plans: tuple[Plan, Plan]) -> Iterator[RecordChange]:
    """Give the changes of what has no id: what is said of a paragraph in a version, and of a point of a report."""
    said = msg("what is said of {part} in {whole}") if what == "change" else msg("the report on {whole}, {part}")

    def key(one: Any) -> tuple[str, str]:
        return (one.version, one.paragraph) if what == "change" else (str(one.year), one.point.value)

    def named(one: Any) -> Message:
        return said._replace(args=dict(zip(("whole", "part"), key(one), strict=True)))

    for pair in differing(what, old, new, plans, named, key=lambda one: " ".join(key(one))):
        yield from changed_record(pair, ("version", "paragraph", "year", "point"))


def _commitment(pair: RecordPair) -> Iterator[RecordChange]:
    yield from changed_record(pair, ("follow_ups",))
    if pair.old is None or pair.new is None:
        return
    before, after = Counter(pair.old.follow_ups), Counter(pair.new.follow_ups)
    for one in (after - before).elements():
        args = {"name": pair.name, "state": COMMITMENT_STATE[one.state], "day": one.date, "text": one.text}
        message = msg("{name}: {state} {day}, {text}", **args) if one.text else msg("{name}: {state} {day}", **args)
        yield pair.change(CHANGED, "follow_up", None, one.date, message)
    for one in (before - after).elements():
        message = msg("{name}: what was said {day} was taken out", name=pair.name, day=one.date)
        yield pair.change(CHANGED, "follow_up", one.date, None, message)


def _indicator(pair: RecordPair) -> Iterator[RecordChange]:
    yield from changed_record(pair, ("years",))
    if pair.old is None or pair.new is None:
        return
    before, after = ({one.year: one for one in indicator.years} for indicator in (pair.old, pair.new))
    for year in sorted(before.keys() | after.keys()):
        old, new = before.get(year), after.get(year)
        if old == new:
            continue
        args: dict[str, object] = {"name": pair.name, "year": str(year)}
        if new is None:
            message = msg("{name}: the figures of {year} were taken out", **args)
        elif old is None:
            message = msg("{name}: the figures of {year} were written down", **args)
        else:
            message = msg("{name}: the figures of {year} were changed", **args)
        yield pair.change(CHANGED, "value", old and old.total, new and new.total, message)
