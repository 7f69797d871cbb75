"""The hours of a date that is moved, or of a day that is set."""

import datetime as dt

from rusctl.model.plan import Days, Event, Hours, When


def same_hours(old: When | None, new: When) -> When:
    """Give a new day the hours of the old date; hours of its own, several days and a window stay as they are."""
    if not isinstance(old, Hours) or not isinstance(new, Days) or new.first != new.last:
        return new
    moved = new.first - old.first
    return Hours(start=old.start + moved, end=old.end and old.end + moved)


def hours_planned(event: Event, new: When) -> When:
    """Give a new day the hours that an event is to have once it has a day; any other date stays as it is."""
    if not event.hours or not isinstance(new, Days) or new.first != new.last:
        return new
    start, end = clock(event.hours)
    day = new.first
    return Hours(start=dt.datetime.combine(day, start), end=dt.datetime.combine(day, end) if end else None)


def clock(hours: str) -> tuple[dt.time, dt.time | None]:
    """Give when hours begin and end, as a file has them: 09:00-12:00, or 09:00."""
    start, _, end = hours.partition("-")
    return dt.time.fromisoformat(start), dt.time.fromisoformat(end) if end else None


def as_hours(when: When | None) -> str:
    """Give the hours of a date as a file has them; nothing where it has none, or is over several days."""
    if not isinstance(when, Hours) or when.first != when.last:
        return ""
    times = [when.start, *([when.end] if when.end else [])]
    return "-".join(one.strftime("%H:%M") for one in times)
