"""`rusctl participants list`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, EventId, Hidden, Roles
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.language.vocabulary_people import ANSWER, ATTENDANCE, PARTICIPATION
from rusctl.model.people import Attendance, Participation, Person
from rusctl.output.registered import participation_row
from rusctl.output.rows import json_text
from rusctl.output.tables import Cell, Column, print_table
from rusctl.services import selection
from rusctl.services.people.participants_words import PeopleWords, summary

if TYPE_CHECKING:
    from rusctl.services.people.taking_part import Participants


def listed(
    context: typed.Context,
    name: EventId,
    *,
    roles: Roles = None,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List who is invited to an event, who is coming, and who came."""
    from rusctl.services.people import taking_part  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    found = taking_part.listed(run.project, event, roles, hidden=hidden)
    if as_json:
        run.out(json_text(participation_row(one, found.known.get(one.person or 0)) for one in found.shown))
        return
    if not found.shown and not found.left_out:
        run.tell(msg("nobody is entered under {event}; rusctl participants add and count do it", event=event.id))
        return
    words = PeopleWords(plan, run.language)
    _print(words, found)
    for line in summary(words, found.sums):
        run.out(line)
    if found.left_out:
        run.tell(msg("{count} more are not shown, since their data are protected or restricted", count=found.left_out))


def _print(words: PeopleWords, found: "Participants") -> None:
    say = words.say
    columns = [
        Column("", number=True),
        Column(say(msg("Who"))),
        Column(say(msg("Role"))),
        Column(say(msg("Municipality"))),
        Column(say(msg("Answer"))),
        Column(say(msg("There"))),
        Column(say(msg("Note"))),
    ]
    table = []
    for one in found.shown:
        person = found.known.get(one.person or 0)
        who = person.name if person else f"{one.number} {say(PARTICIPATION[one.kind])}"
        table.append(
            (
                str(one.person or ""),
                who,
                words.role(one.role),
                words.municipality(one.municipality),
                say(ANSWER[one.answer]) if person or one.answer != "none" else "",
                Cell(
                    "" if one.attendance is Attendance.UNKNOWN else say(ATTENDANCE[one.attendance]),
                    "green" if one.attendance is Attendance.ATTENDED else "",
                ),
                _note(words, one, found.known),
            )
        )
    print_table(columns, table)


def _note(words: PeopleWords, one: Participation, known: Mapping[int, Person]) -> str:
    notes = []
    if (person := known.get(one.person or 0)) and person.function:
        notes.append(words.say(msg("functional mailbox")))
    if one.walk_in:
        notes.append(words.say(msg("not invited")))
    if one.substitute_for is not None:
        other = known.get(one.substitute_for)
        name = other.name if other and not other.hidden else str(one.substitute_for)
        notes.append(words.say(msg("instead of {name}", name=name)))
    if one.told:
        notes.append(words.say(msg("told {day}", day=one.told)) + (f" ({one.told_how})" if one.told_how else ""))
    return ", ".join(notes)
