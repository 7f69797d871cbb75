"""`rusctl answers`."""

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Annotated

from rusctl.calendar.itip.partstat import PARTSTAT
from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, Hidden, complete_event
from rusctl.errors import RusctlError
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_people import ANSWER, STATE
from rusctl.mail.history import CANCEL, MAY_HAVE_ARRIVED
from rusctl.model.messages import Kind, State
from rusctl.model.people import Answer
from rusctl.output import mail_rows, rows
from rusctl.output.rows import Row
from rusctl.services.mailing import registered_mail, sending
from rusctl.services.session import Session, session

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox

_WORDS = {PARTSTAT[one].lower(): text for one, text in ANSWER.items()}  # by what programs get
_NONE = PARTSTAT[Answer.NONE].lower()
_ANSWERED = [word for word in _WORDS if word != _NONE]


def answers(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(metavar="[EVENT]", help="Only this event.", autocompletion=complete_event),
    ] = None,
    *,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List who was invited and what they have answered."""
    run = session(context)
    run.readable()
    with sending.outbox(run, dt.datetime.now(dt.UTC), dry_run=True) as outbox:
        if name is not None and not outbox.uid(name):
            raise RusctlError(msg("nobody has been invited to {id}", id=name))
        found = [
            row for uid, event in outbox.ids().items() if name in (None, event) for row in _rows(outbox, uid, event)
        ]
        shown = [row for row in found if hidden or row["address"].casefold() not in outbox.addresses.hidden]
    registered_mail.tell_not_shown(run, len(found) - len(shown))
    found = shown
    if as_json:
        run.out(rows.json_text(found))
    elif found:
        _show(run, found)
    else:
        run.tell(msg("nobody has been invited to anything"))


def _rows(outbox: "Outbox", uid: str, event: str) -> list[Row]:
    have = outbox.given(uid)
    people = outbox.recipients(uid)
    found = []
    for key, said in outbox.histories(uid).items():
        arrived = [one for one in said if one.state in MAY_HAVE_ARRIVED]
        newest = next((one for one in reversed(said) if one.state is not State.WITHDRAWN), said[-1])
        if newest.kind == Kind.WITHDRAWAL:
            continue
        who, answer = people[key], have.get(key)
        current = bool(
            answer and arrived and arrived[-1].method != CANCEL and answer.sequence >= arrived[-1].version.sequence
        )
        values: Row = {
            "event": event,
            "address": who.address,
            "name": who.name,
            "role": who.role,
            "part": who.part.value,
            "told": newest.state.value,
            "answer": PARTSTAT[answer.status].lower() if answer else _NONE,
            "current": current,
            "comment": answer.comment if answer else "",
            "answered": answer.stamp.isoformat() if answer else "",
        }
        found.append(mail_rows.row(mail_rows.ANSWER, values))
    return found


def _show(run: Session, found: list[Row]) -> None:
    from rusctl.output.tables import Column, print_table

    headings = (msg("Event"), msg("Address"), msg("Name"), msg("Told"), msg("Answer"), msg("Comment"))
    print_table([Column(run.say(heading)) for heading in headings], [_cells(run, row) for row in found])
    for event in dict.fromkeys(row["event"] for row in found):
        mine = [row for row in found if row["event"] == event]
        counts = Counter(row["answer"] if row["current"] else _NONE for row in mine)
        order = [word for word in (*_ANSWERED, _NONE) if counts[word]]
        words = [msg("{answer} {count}", answer=_WORDS[word], count=counts[word]) for word in order]
        run.tell(
            nmsg(
                "{event}: {count} invited: {words}",
                "{event}: {count} invited: {words}",
                len(mine),
                event=event,
                words=words,
            )
        )


def _cells(run: Session, row: Row) -> tuple[str, ...]:
    answer = run.say(_WORDS[row["answer"]])
    if row["answer"] != _NONE and not row["current"]:
        answer = run.say(msg("{answer}, to an earlier date", answer=_WORDS[row["answer"]]))
    told = run.say(STATE[State(row["told"])])
    return row["event"], row["address"], row["name"] or "", told, answer, row["comment"] or ""
