"""What this process has changed for good, so that a later failure says no more and no less than is known."""

_done: list[bool] = []


def note() -> None:
    """Note that something stands changed: files have their new names, or a database has taken a transaction."""
    _done.append(True)


def anything() -> bool:
    """Say whether anything stands changed."""
    return bool(_done)


def begin() -> None:
    """Forget what an earlier command of this process has changed."""
    _done.clear()
