"""`rusctl participants list`."""

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, EventId, Hidden, Roles
from rusctl.language.message import msg
from rusctl.language.names import municipality_name
from rusctl.language.order import swedish
from rusctl.language.vocabulary_people import ANSWER, ATTENDANCE, PARTICIPATION
from rusctl.model.people import Attendance, Participation, Person
from rusctl.output.registered import participation_row
from rusctl.output.rows import json_text
from rusctl.services import selection
from rusctl.services.people.participants_words import role_names, summary
from rusctl.services.people.register_access import opened, role_chooser
from rusctl.services.session import Session, session


def listed(
    context: typed.Context,
    name: EventId,
    *,
    roles: Roles = None,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List who is invited to an event, who is coming, and who came."""
    from rusctl.register import headcounts, participants, persons

    run = session(context)
    plan = run.readable().plan
    event = selection.event(plan, name).id
    chosen = {role_chooser(plan)(one) for one in roles or ()}
    with opened(run).reading() as connection:
        parts = [one for one in participants.of_event(connection, event) if not chosen or one.role in chosen]
        known = {one.id: one for one in persons.listed(connection, numbers=_numbers(parts), hidden=True)}
        sums = [one for one in headcounts.of_event(connection, event) if not chosen or one.role in chosen]
    shown = [one for one in parts if hidden or one.person is None or not known[one.person].hidden]
    shown.sort(key=lambda one: (one.person is None, swedish(known[one.person].name if one.person else ""), one.id))
    if as_json:
        run.out(json_text(participation_row(one, known.get(one.person or 0)) for one in shown))
        return
    if not parts:
        run.tell(msg("nobody is entered under {event}; rusctl participants add and count do it", event=event))
        return
    _print(run, shown, known)
    for line in summary(run, sums):
        run.out(line)
    if len(shown) < len(parts):
        run.tell(
            msg(
                "{count} more are not shown, since their data are protected or restricted",
                count=len(parts) - len(shown),
            )
        )


def _numbers(parts: list[Participation]) -> list[int]:
    return sorted({number for one in parts for number in (one.person, one.substitute_for) if number is not None})


def _print(run: Session, shown: list[Participation], known: dict[int, Person]) -> None:
    from rusctl.output.tables import Cell, Column, print_table

    names = role_names(run)
    columns = [
        Column("", number=True),
        Column(run.say(msg("Who"))),
        Column(run.say(msg("Role"))),
        Column(run.say(msg("Municipality"))),
        Column(run.say(msg("Answer"))),
        Column(run.say(msg("There"))),
        Column(run.say(msg("Note"))),
    ]
    table = []
    for one in shown:
        person = known.get(one.person or 0)
        who = person.name if person else f"{one.number} {run.say(PARTICIPATION[one.kind])}"
        table.append(
            (
                str(one.person or ""),
                who,
                names.get(one.role, one.role),
                municipality_name(run.readable().plan, one.municipality),
                run.say(ANSWER[one.answer]) if person or one.answer != "none" else "",
                Cell(
                    "" if one.attendance is Attendance.UNKNOWN else run.say(ATTENDANCE[one.attendance]),
                    "green" if one.attendance is Attendance.ATTENDED else "",
                ),
                _note(run, one, known),
            )
        )
    print_table(columns, table)


def _note(run: Session, one: Participation, known: dict[int, Person]) -> str:
    notes = []
    if one.walk_in:
        notes.append(run.say(msg("not invited")))
    if one.substitute_for is not None:
        other = known.get(one.substitute_for)
        name = other.name if other and not other.hidden else str(one.substitute_for)
        notes.append(run.say(msg("instead of {name}", name=name)))
    if one.told:
        notes.append(run.say(msg("told {day}", day=one.told)) + (f" ({one.told_how})" if one.told_how else ""))
    return ", ".join(notes)
