"""What is missing on the command line, asked for in a terminal with a list to pick from; elsewhere it is missing."""

import sys
from collections.abc import Callable, Iterable
from typing import NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.message import Message, msg
from rusctl.language.names import short_name
from rusctl.language.vocabulary import OUTCOME
from rusctl.model.plan import Outcome, Plan, When
from rusctl.output.clean import one_line
from rusctl.schedule.state.milestones import due_on
from rusctl.services import selection

MANY = 50  # lines of a list; what comes after them is written by its id or its name


class PickList(NamedTuple):
    """What can be picked: its id, and what is said of it."""

    id: str
    about: str


class _Kind(NamedTuple):
    """How a kind is asked for: the question, its list, and what gives the id of what was written."""

    question: Message
    choices: Callable[[Terminal, Plan], Iterable[PickList]]
    read: Callable[[Plan, str], str]


def asks() -> bool:
    """Say whether somebody sits there who can be asked."""
    return sys.stdin.isatty()


def picked(run: Terminal, kind: str, *, several: bool = False, about: str = "") -> list[str]:
    """Ask for what is missing until the answer can be meant; nothing where there is nothing to pick from.

    `kind` is one of `typed.ASKED`; `about` is the question where any text is an answer. With `several` the answers have
    commas between.
    """
    if kind == typed.TEXT:
        return [_line(about)]
    plan = run.project.readable().plan
    asked = KINDS[kind]
    choices = list(asked.choices(run, plan))
    if not choices:
        return []
    _show(run, asked.question, choices)
    how = msg("number, id or name, several with commas between:") if several else msg("number, id or name:")
    while True:
        line = _line(run.say(how))
        words = [*filter(None, map(str.strip, line.split(",")))] if several else [line]
        try:
            return [_meant(plan, asked, choices, word) for word in words if word]
        except RusctlError as error:
            run.tell(error.message)


def one(run: Terminal, kind: str, given: str | None, *, about: Message | None = None) -> str:
    """Give what was given, else what is picked in a terminal; nothing elsewhere, and where there is nothing to pick."""
    if given or not asks():
        return given or ""
    return next(iter(picked(run, kind, about=run.say(about) if about else "")), "")


def kind(run: Terminal, given: str) -> str:
    """Give the kind of new events as `selection.kind` does; a terminal lets it be picked where there is a choice."""
    process = run.project.readable().plan.process
    choice = not process.tour_kind and len(process.kinds) > 1
    return selection.kind(run.project.plan, one(run, typed.KIND, given) if choice else given)


def _show(run: Terminal, question: Message, choices: list[PickList]) -> None:
    run.tell(question)
    wide = len(str(len(choices)))
    for number, one in enumerate(choices[:MANY], 1):
        print(one_line(f"  {number:>{wide}}  {one.about} ({one.id})"), file=sys.stderr)
    if len(choices) > MANY:
        run.tell(msg("and {count} more, which you write by their id or name", count=len(choices) - MANY))


def _line(question: str) -> str:
    """Ask until something is answered."""
    while True:
        print(one_line(f"{question} "), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise typed.Abort
        if line.strip():
            return line.strip()


def _meant(plan: Plan, kind: _Kind, choices: list[PickList], word: str) -> str:
    """Give the id that an answer means: a number of the list, unless an id looks like it."""
    ids = [one.id for one in choices]
    if word not in ids and word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= len(ids):
        return ids[int(word[:9]) - 1]
    return kind.read(plan, word)


def _dated(run: Terminal, title: str, when: When | None) -> str:
    return f"{title}, {dates.medium(when, run.language.code) if when else run.say(msg('no date'))}"


def _events(run: Terminal, plan: Plan) -> Iterable[PickList]:
    for one in sorted(plan.events, key=selection.time_order):
        yield PickList(one.id, _dated(run, short_name(one, plan), one.when))


def _milestones(run: Terminal, plan: Plan) -> Iterable[PickList]:
    for one in plan.milestones:
        when = due_on(one, run.project.today) or one.done
        title = run.language.name(one.title) or one.id
        yield PickList(one.id, title if one.every else _dated(run, title, when))


def _templates(_: Terminal, plan: Plan) -> Iterable[PickList]:
    for one in plan.templates:
        yield PickList(one.id, one.title or one.id)


def _record(plan: Plan, word: str) -> str:
    """Give the id of an event or a milestone; an id before a name, and an event before a milestone."""
    if word in {one.id for one in plan.milestones}:
        return word
    try:
        return selection.event(plan, word).id
    except RusctlError:
        return selection.milestone(plan, word).id


KINDS = {
    typed.EVENT: _Kind(msg("Which event?"), _events, lambda plan, word: selection.event(plan, word).id),
    typed.MILESTONE: _Kind(msg("Which milestone?"), _milestones, lambda plan, word: selection.milestone(plan, word).id),
    typed.RECORD: _Kind(
        msg("Which event or milestone?"), lambda run, plan: [*_events(run, plan), *_milestones(run, plan)], _record
    ),
    typed.MUNICIPALITY: _Kind(
        msg("Which municipality?"),
        lambda _, plan: [PickList(one.id, one.name) for one in plan.municipalities],
        selection.municipality,
    ),
    typed.ROLE: _Kind(
        msg("Which role?"),
        lambda run, plan: [PickList(one.id, run.language.name(one.name) or one.id) for one in plan.roles],
        selection.role,
    ),
    typed.BODY: _Kind(
        msg("Which body?"),
        lambda run, plan: [PickList(one.id, run.language.name(one.name) or one.id) for one in plan.bodies],
        selection.body,
    ),
    typed.KIND: _Kind(
        msg("Which kind of event?"),
        lambda run, plan: [PickList(one, run.language.name(name) or one) for one, name in plan.process.kinds.items()],
        selection.kind,
    ),
    typed.TEMPLATE: _Kind(msg("Which template?"), _templates, selection.template),
    typed.LIKE: _Kind(
        msg("Like which template or event?"),
        lambda run, plan: [*_templates(run, plan), *_events(run, plan)],
        selection.like,
    ),
    typed.BUSY: _Kind(
        msg("Which busy calendar?"),
        lambda _, plan: [PickList(one.id, one.name or one.id) for one in plan.busy],
        selection.busy_calendar,
    ),
    typed.TOUR: _Kind(
        msg("Which tour?"),
        lambda run, plan: [PickList(one.id, run.language.name(one.name) or one.id) for one in plan.tours],
        selection.declared_tour,
    ),
    typed.OUTCOME: _Kind(
        msg("How did it end?"),
        lambda run, _: [PickList(one.value, run.say(OUTCOME[one])) for one in Outcome],
        lambda _, word: selection.outcome(word).value,
    ),
}
