"""The hours of a date that is moved."""

from rusctl.model.plan import Days, Hours, When


def same_hours(old: When | None, new: When) -> When:
    """Give a new day the hours of the old date; hours of its own, several days and a window stay as they are."""
    if not isinstance(old, Hours) or not isinstance(new, Days) or new.first != new.last:
        return new
    moved = new.first - old.first
    return Hours(start=old.start + moved, end=old.end and old.end + moved)
