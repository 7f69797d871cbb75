"""What a dry run says of a target that its user has not agreed to: what the ledger alone knows, and nobody is asked."""

from collections import Counter
from collections.abc import Iterator

from rusctl.language.message import Message, msg
from rusctl.model.plan import Target
from rusctl.services.publishing.publication import Publication

_SAME = "same"


def rows(publication: Publication, target: Target) -> Iterator[tuple[str, str, str, str, str, int]]:
    """Give the rows of what would be done, as far as the ledger knows."""
    for what, name, title, version in _found(publication, target):
        if what != _SAME:
            yield target.id, "", what, name, title, version


def lines(publication: Publication, target: Target) -> Iterator[Message]:
    """Say what would be done, as far as the ledger knows."""
    for what, name, title, _ in _found(publication, target):
        if what != _SAME:
            yield _line(what, title, name)


def summary(publication: Publication, target: Target) -> Message:
    """Say that nobody was asked, and how much would be done."""
    counts = Counter(what for what, *_ in _found(publication, target))
    return msg(
        "{target} was not looked at, since you have not agreed to what it asks for (rusctl trust); by what was given "
        "to it before, {new} new, {changed} changed, {deleted} to be deleted and {same} as before",
        target=target.id,
        new=counts["new"],
        changed=counts["changed"],
        deleted=counts["deleted"],
        same=counts[_SAME],
    )


def _line(what: str, title: str, name: str) -> Message:
    match what:
        case "new":
            return msg("{title} ({id}): new to it", title=title, id=name)
        case "changed":
            return msg("{title} ({id}): changed since it was given", title=title, id=name)
        case _:
            return msg("{title} ({id}): should no longer be there", title=title, id=name)


def _found(publication: Publication, target: Target) -> Iterator[tuple[str, str, str, int]]:
    for one in publication.decisions:
        told = one.told
        given = one.before.given_to(target.id) if one.before else None
        had = given.sequence if given else None
        if one.shown(windows=target.windows) is None:
            what = "" if had is None else "deleted"
        elif had is None:
            what = "new"
        else:
            what = _SAME if had == told.sequence else "changed"
        if what:
            yield what, told.id, told.title, told.sequence
