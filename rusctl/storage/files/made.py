"""What this process has changed for good, and the one place that says so, or that nothing was changed."""

from rusctl.language.message import Message, msg

_NAMED = 5  # what is named in a sentence; the rest is counted
_done: list[Message | str] = []
_unsure: list[bool] = []


def note(what: Message | str) -> None:
    """Note what stands changed: a file has its new name, a database has taken a transaction, a server has answered."""
    if what not in _done:
        _done.append(what)


def unsure() -> None:
    """Note that something may stand changed: whoever fails now says in a sentence of their own what is known of it."""
    _unsure.append(True)


def anything() -> bool:
    """Say whether anything stands changed, or may."""
    return bool(_done or _unsure)


def begin() -> None:
    """Forget what an earlier command of this process has changed."""
    _done.clear()
    _unsure.clear()


def told(sentence: Message, *, nothing: bool = True) -> Message:
    """Give a sentence together with what stands changed; where that is nothing it is said if `nothing` has a point."""
    if _done:
        return msg("{sentence}; what had been changed before that stays: {what}", sentence=sentence, what=_named())
    if anything() or not nothing:
        return sentence
    return msg("{sentence}; nothing was changed", sentence=sentence)


def dry_run(*, to_file: bool = False) -> Message:
    """Say how a dry run ends; `to_file` where it was about a file to be written."""
    if anything():
        return told(msg("this was --dry-run"))
    return msg("nothing was written: this was --dry-run") if to_file else msg("nothing was changed: this was --dry-run")


def _named() -> list[Message | str]:
    more = len(_done) - _NAMED
    return _done if more <= 0 else [*_done[:_NAMED], msg("{count} more", count=more)]
