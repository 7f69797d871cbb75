"""What has changed from one release of the schedule to the next, in words and as values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from rusctl.model.plan import Event, Milestone, Plan, Release, Status, Window
from rusctl.schedule.diff.changes import changes
from rusctl.schedule.diff.pairs import RecordChange

R = TypeVar("R", Event, Milestone)


class ReleasedState(NamedTuple):
    """What is known of events and milestones once a release is out, by id."""

    events: Mapping[str, Event]
    milestones: Mapping[str, Milestone]

    def after(self, release: Release) -> "ReleasedState":
        """Give what is known once one more release is out."""
        return ReleasedState(
            {**_without(self.events, release), **{one.id: one for one in release.events}},
            {**_without(self.milestones, release), **{one.id: one for one in release.milestones}},
        )


NOTHING = ReleasedState({}, {})


def states(releases: Iterable[Release]) -> Iterator[tuple[Release, ReleasedState, ReleasedState]]:
    """Give each release with what was known before it and what is known once it is out."""
    state = NOTHING
    for one in releases:
        before, state = state, state.after(one)
        yield one, before, state


def released(releases: Iterable[Release]) -> ReleasedState:
    """Give what is known once the last release is out."""
    return next((after for _, _, after in reversed(tuple(states(releases)))), NOTHING)


def released_changes(
    plan: Plan, before: ReleasedState, after: ReleasedState, *, windows: bool = True
) -> tuple[RecordChange, ...]:
    """Give what is other in a release: of what has a date in one of the two, with the names that the plan knows.

    Without `windows` what has a window alone has no date, as in calendars that show none.
    """
    events = _dated(before.events, after.events, windows=windows)
    milestones = _dated(before.milestones, after.milestones, windows=windows)
    old, new = (
        replace(plan, events=tuple(some.values()), milestones=tuple(others.values()))
        for some, others in zip(events, milestones, strict=True)
    )
    return changes(old, new)


def _without(records: Mapping[str, R], release: Release) -> dict[str, R]:
    return {name: one for name, one in records.items() if name not in release.gone}


def _dated(old: Mapping[str, R], new: Mapping[str, R], *, windows: bool) -> tuple[dict[str, R], dict[str, R]]:
    """Give those that have a date; one that loses it is there in both, without it after.

    What was cancelled before anybody was told of it, or is taken out afterwards, is nothing to tell.
    """
    shown = [{name: _shown(one, windows=windows) for name, one in records.items()} for records in (old, new)]
    before = {name: one for name, one in shown[0].items() if _has_date(one) and not (_is_off(one) and name not in new)}
    after = {name: one for name, one in shown[1].items() if name in before or (_has_date(one) and not _is_off(one))}
    return before, after


def _shown(record: R, *, windows: bool) -> R:
    return replace(record, when=None) if not windows and isinstance(record.when, Window) else record


def _is_off(record: Event | Milestone) -> bool:
    return isinstance(record, Event) and record.status is Status.CANCELLED


def _has_date(record: Event | Milestone) -> bool:
    if isinstance(record, Milestone) and (record.every or record.done):
        return True
    return record.when is not None
