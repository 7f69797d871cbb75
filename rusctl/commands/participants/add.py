"""`rusctl participants add` and `attend`."""

from typing import Annotated, Any

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun, EventId
from rusctl.errors import RusctlError
from rusctl.language.message import msg, nmsg
from rusctl.language.names import short_name
from rusctl.model.people import Answer, Attendance, Kind
from rusctl.model.plan import Event, exact
from rusctl.services import selection
from rusctl.services.people.register_access import doubt_early, not_done, opened, role_chooser
from rusctl.services.project import iso_day
from rusctl.services.session import Session, session

Numbers = Annotated[
    list[int] | None,
    typed.Argument(metavar="[PERSON]...", help="The persons' numbers, as rusctl person find gives them."),
]
RoleName = Annotated[
    str, typed.Option("--role", metavar="ID", help="The role in which they take part, where they hold several or none.")
]


def add(
    context: typed.Context,
    name: EventId,
    numbers: Numbers = None,
    *,
    role: RoleName = "",
    answer: Annotated[
        str | None,
        typed.Option("--answer", metavar="ANSWER", help="none, accepted, declined, tentative or delegated."),
    ] = None,
    substitute_for: Annotated[
        int | None, typed.Option("--substitute-for", metavar="PERSON", help="Whom they come instead of (ersättare).")
    ] = None,
    told: Annotated[str | None, typed.Option("--told", metavar="DAY", help="The day they were told.")] = None,
    how: Annotated[
        str | None, typed.Option("--how", metavar="TEXT", help="How they were told, such as e-mail.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Enter persons under an event as invited, or note their answer."""
    from rusctl.register import participants, persons
    from rusctl.register.fields import one_line

    run = session(context)
    event = selection.event(run.readable().plan, name)
    if not numbers:
        raise RusctlError(msg("say whom, by number; rusctl person find shows the numbers"))
    if substitute_for in numbers:
        raise RusctlError(msg("nobody is their own substitute"))
    values: dict[str, Any] = {
        "answer": _answer(answer),
        "substitute_for": substitute_for,
        "told": iso_day(told) if told else None,
        "told_how": one_line(how, "how") if how is not None else None,
    }
    values = {key: value for key, value in values.items() if value is not None}
    chosen = role_chooser(run.readable().plan)(role)
    register = opened(run)
    with register.reading() as connection:
        if substitute_for is not None:
            persons.get(connection, substitute_for)
        entered = []
        for number in dict.fromkeys(numbers):
            person = persons.get(connection, number)
            there = participants.of_person(connection, number, event.id)
            entered.append((person, chosen if there else participants.role_at(person, _day(event), chosen)))

    def work(change: Any) -> int:
        return sum(participants.put(change, event.id, person, as_role, values) for person, as_role in entered)

    new = register.change("participants add", work, dry_run=dry_run)
    if dry_run:
        not_done(run)
        return
    where = short_name(event, run.readable().plan)
    if new:
        run.tell(nmsg("{count} person is new under {event}", "{count} persons are new under {event}", new, event=where))
    if len(entered) > new:
        run.tell(nmsg("{count} was there and is changed", "{count} were there and are changed", len(entered) - new))


def attend(
    context: typed.Context,
    name: EventId,
    numbers: Numbers = None,
    *,
    everybody: Annotated[bool, typed.Option("--all", help="All who said that they were coming.")] = False,
    absent: Annotated[bool, typed.Option("--absent", help="They did not come.")] = False,
    role: RoleName = "",
    dry_run: DryRun = False,
) -> None:
    """Note who came to an event; who was not invited is entered as having come all the same."""
    from rusctl.register import participants, persons

    run = session(context)
    event = selection.event(run.readable().plan, name)
    doubt_early(run, event)
    chosen = role_chooser(run.readable().plan)(role)
    register = opened(run)
    with register.reading() as connection:
        if everybody:
            numbers = [*(numbers or ()), *_coming(participants.of_event(connection, event.id))]
        if not numbers:
            raise RusctlError(msg("say who, by number, or --all for those who said that they were coming"))
        came = []
        for number in dict.fromkeys(numbers):
            person = persons.get(connection, number)
            there = participants.of_person(connection, number, event.id)
            came.append((person, there.role if there else participants.role_at(person, _day(event), chosen)))
    attendance = Attendance.ABSENT if absent else Attendance.ATTENDED
    register.change(
        "participants attend", lambda change: participants.attend(change, event.id, came, attendance), dry_run=dry_run
    )
    if dry_run:
        not_done(run)
        return
    _tell(run, event, len(came), absent=absent)


def _tell(run: Session, event: Event, number: int, *, absent: bool) -> None:
    where = short_name(event, run.readable().plan)
    if absent:
        run.tell(nmsg("{count} did not come to {event}", "{count} did not come to {event}", number, event=where))
    else:
        run.tell(nmsg("{count} came to {event}", "{count} came to {event}", number, event=where))


def _coming(parts: Any) -> list[int]:
    return [
        one.person
        for one in parts
        if one.kind is Kind.PERSON and one.answer is Answer.ACCEPTED and one.attendance is Attendance.UNKNOWN
    ]


def _answer(text: str | None) -> Answer | None:
    if text is None:
        return None
    selection.known([text], [one.value for one in Answer], msg("an answer"))
    return Answer(text)


def _day(event: Event) -> Any:
    when = exact(event.when)
    return when.first if when else None
