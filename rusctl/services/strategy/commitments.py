"""Joint commitments: added, changed, done and removed as tables of config/commitments.toml; and as rows."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from rusctl.errors import RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_strategy import COMMITMENT_STATE
from rusctl.model.plan import Plan
from rusctl.model.strategy import PARAGRAPH, Commitment, CommitmentState
from rusctl.output.rows import Row
from rusctl.services import selection
from rusctl.services.planning import plan_records
from rusctl.services.planning.plan_records import RecordKind
from rusctl.services.project import Project
from rusctl.services.strategy import texts
from rusctl.storage.files.names import COMMITMENTS
from rusctl.storage.toml import edits

COMMITMENT = RecordKind(COMMITMENTS, "commitment", msg("a joint commitment"), frozenset())
STATE_WORDS: dict[str, tuple[str, ...]] = {
    "proposed": ("föreslaget",),
    "agreed": ("överenskommet",),
    "under-way": ("pågår",),
    "done": ("genomfört",),
    "dropped": ("avskrivet",),
}
"""What people write for a state, in Swedish."""


KIND_WORDS: dict[str, tuple[str, ...]] = {"commitment": ("åtagande",), "measure": ("åtgärd",)}
"""What people write for a kind, in Swedish."""


class CommitmentValues(NamedTuple):
    """What is said of a commitment; None where nothing was said, empty where it is to be taken out."""

    what: str | None = None
    who: Sequence[str] | None = None
    by: dt.date | str | None = None
    inputs: Sequence[str] | None = None
    paragraph: str | None = None
    state: str | None = None
    event: str | None = None
    dnr: str | None = None
    note: str | None = None
    source: str | None = None
    kind: str | None = None
    themes: Sequence[str] | None = None


def named(plan: Plan, word: str) -> Commitment:
    """Give the commitment of an id or of what it says; RusctlError where there is none, or several."""
    titles = {one.id: [one.what] for one in plan.commitments}
    found = selection.meant(word, titles, msg("a joint commitment"))
    return next(one for one in plan.commitments if one.id == found)


def added(project: Project, wanted: str, values: CommitmentValues) -> tuple[str, list[edits.Edit]]:
    """Give the id of a new commitment and the edit that adds it; UsageError where nobody is said to do it."""
    if not values.what or not values.what.strip():
        raise UsageError(msg("give what is to be done"))
    if not values.who:
        raise UsageError(msg("missing the organisations that do it: --who NAME"))
    new = plan_records.new_id(project, COMMITMENT, wanted, values.what)
    return new, plan_records.added(COMMITMENT, {"id": new, **_table(project, values)})


def changed(project: Project, one: Commitment, values: CommitmentValues) -> list[edits.Edit]:
    """Give the edits that set some keys of a commitment; what it says and who does it cannot be taken out."""
    plan_records.kept(values.what)
    if values.who is not None and not any(values.who):
        raise UsageError(msg("missing the organisations that do it: --who NAME"))
    return plan_records.changed(project, one.at, _table(project, values))


def followed_up(one: Commitment, day: dt.date, state: CommitmentState, text: str) -> list[edits.Edit]:
    """Give the edits that note how a commitment stands on a day; of what is done also the day it was."""
    table: dict[str, Any] = {"date": day, "state": state.value} | ({"text": text} if text else {})
    changes: list[edits.Edit] = [edits.Set(one.at.key("state").route, state.value)]
    if state is CommitmentState.DONE:
        changes.append(edits.Set(one.at.key("done").route, day))
    elif one.done:
        changes.append(edits.Delete(one.at.key("done").route))
    return [*changes, edits.Append(one.at.key("follow_up").route, table)]


def done(one: Commitment, day: dt.date, today: dt.date, text: str) -> list[edits.Edit]:
    """Give the edits that say that a commitment is done; RusctlError where it is already, or the day is to come."""
    if one.state is CommitmentState.DONE and one.done:
        raise RusctlError(msg("{id} was done {day} already", id=one.id, day=one.done))
    if day > today:
        raise RusctlError(msg("{day} has not come yet; it is done on a day that has been", day=day))
    return followed_up(one, day, CommitmentState.DONE, text)


def state(word: str) -> CommitmentState:
    """Give the state that a word of either language means; RusctlError for another."""
    return CommitmentState(selection.meant(word, STATE_WORDS, msg("a state of a commitment")))


def kind(word: str) -> str:
    """Give the kind of commitment that a word of either language means; RusctlError for another."""
    return selection.meant(word, KIND_WORDS, msg("a kind of commitment"))


def _table(project: Project, values: CommitmentValues) -> dict[str, Any]:
    if values.paragraph:
        _refuse_unknown(project, values.paragraph)
    found = values._asdict()
    found["who"] = [one.strip() for one in values.who if one.strip()] if values.who is not None else None
    found["inputs"] = (
        [one.strip().upper() for one in values.inputs if one.strip()] if values.inputs is not None else None
    )
    found["event"] = selection.event(project.plan, values.event).id if values.event else values.event
    found["kind"] = kind(values.kind) if values.kind else values.kind
    found["themes"] = (
        [selection.theme(project.plan, one) for one in values.themes if one] if values.themes is not None else None
    )
    found["state"] = state(values.state).value if values.state else None
    return found


def _refuse_unknown(project: Project, name: str) -> None:
    """Refuse a paragraph that no version of the strategy has."""
    if re.fullmatch(PARAGRAPH, name) and any(one.text.block(name) for one in texts.texts(project)):
        return
    raise RusctlError(msg("no version of the strategy has a paragraph {id}", id=name))


def row(one: Commitment, today: dt.date) -> Row:
    """Give a commitment's row."""
    last = max(one.follow_ups, key=lambda each: each.date, default=None)
    return {
        "id": one.id,
        "what": one.what,
        "who": list(one.who),
        "by": one.by.isoformat() if one.by else None,
        "days_left": (one.by - today).days if one.open and one.by else None,
        "state": one.state.value,
        "done": one.done.isoformat() if one.done else None,
        "inputs": list(one.inputs),
        "paragraph": one.paragraph or None,
        "event": one.event or None,
        "dnr": one.dnr or None,
        "note": one.note or None,
        "source": one.source or None,
        "followed_up": last.date.isoformat() if last else None,
        "follow_up": last.text or None if last else None,
        "kind": one.kind.value,
        "themes": list(one.themes),
    }


def left(one: Commitment, today: dt.date) -> Message:
    """Say how long is left of a commitment, or how it stands."""
    if not one.open or one.by is None:
        return COMMITMENT_STATE[one.state]
    days = (one.by - today).days
    if days < 0:
        return nmsg("{count} day overdue", "{count} days overdue", -days)
    return nmsg("{count} day left", "{count} days left", days) if days else msg("today")


def dated(plan: Plan, *, everything: bool = False) -> list[Commitment]:
    """Give the commitments that remain and have a day, the next first; with `everything` also the others."""
    found = [one for one in plan.commitments if everything or (one.open and one.by)]
    return sorted(found, key=lambda one: (one.by or dt.date.max, one.id))


def lines(plan: Plan, today: dt.date, language: Language) -> list[str]:
    """Give the joint commitments that remain and have a day as lines below the milestones; none where there is none."""
    found = dated(plan)
    if not found:
        return []
    said = [
        msg("{day}: {what}, {who} ({left})", day=one.by, what=one.what, who=list(one.who), left=left(one, today))
        for one in found
    ]
    return ["", language.text(msg("Joint commitments:")), *(language.text(one) for one in said)]
