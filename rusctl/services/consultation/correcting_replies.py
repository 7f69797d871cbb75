"""What is said of a reply that was taken in, corrected: the registrar's day, numbers, whose it is; never its text."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rusctl.consultation import received, store
from rusctl.consultation.schema import reply
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.model.consultation import DecisionLevel
from rusctl.services.consultation.receiving import ReplyGiven, body_named, decision_level
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project

CORRECT = "consultation correct"  # as the log of changes has it
FIELDS: Mapping[str, Message] = {
    "arrived": msg("the day it came in"),
    "authored": msg("the day that stands on it"),
    "decided": msg("the day it was decided"),
    "level": msg("who decided on it"),
    "channel": msg("in which way it came"),
    "stance": msg("where it stands"),
    "dnr": msg("its diarienummer"),
    "their_dnr": msg("the sender's diarienummer"),
    "bodies": msg("who it is from"),
}
"""What can be corrected, as people call it."""


class Corrected(NamedTuple):
    """What became of a correction: which fields differ from before."""

    number: int
    fields: tuple[str, ...]


def correct(
    project: Project, which: str, number: int, given: ReplyGiven, *, unknown: bool = False, dry_run: bool = False
) -> Corrected:
    """Set what is said of a reply; `unknown` takes the day of its arrival away. What is not said stays.

    UsageError where nothing is said, RusctlError where there is no such reply, or a word means nothing.
    """
    one = naming.named(project, which)
    values = _values(project, given, unknown=unknown)
    if not values and not given.bodies:
        raise UsageError(msg("say what is to be corrected; --help lists the options"))

    def work(change: Transaction) -> Corrected:
        row = store.row_of(change.connection, reply, one.id, number)
        before = change.row(reply, row) if row else None
        if row is None or before is None:
            raise RusctlError(msg("there is no reply {number}; rusctl consultation received lists them", number=number))
        differing = [name for name, value in values.items() if before[name] != value]
        if differing:
            change.update(reply, row, before["version"], **values)
        if given.bodies:
            listed = store.listed(change.connection, one.id)
            wanted = [body_named(listed, word).row for word in dict.fromkeys(given.bodies)]
            differing += ["bodies"] * received.set_bodies(change, row, wanted)
        return Corrected(number, tuple(differing))

    return opened(project).change(CORRECT, work, dry_run=dry_run)


def _values(project: Project, given: ReplyGiven, *, unknown: bool) -> dict[str, Any]:
    plan = project.plan
    values: dict[str, Any] = {
        "arrived": given.arrived,
        "authored": given.authored,
        "decided": given.decided,
        "level": DecisionLevel(decision_level(given.level)) if given.level else None,
        "channel": naming.channel(plan, given.channel) if given.channel else None,
        "stance": naming.stance(plan, given.stance) if given.stance else None,
        "dnr": given.dnr or None,
        "their_dnr": given.their_dnr or None,
    }
    said = {name: value for name, value in values.items() if value is not None}
    return {**said, "arrived": None} if unknown else said
