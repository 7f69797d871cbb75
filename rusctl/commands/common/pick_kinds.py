"""What can be picked of each kind: of the plan's records here, and what else `pick_others.py` has."""

from collections.abc import Iterable

from rusctl.commands.common import typed
from rusctl.commands.common.pick_others import OTHERS
from rusctl.commands.common.pick_shapes import PickKind, PickList
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import short_name
from rusctl.language.vocabulary import OUTCOME
from rusctl.model.plan import Outcome, Plan, When
from rusctl.schedule.state.milestones import due_on
from rusctl.services import selection


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


KINDS: dict[str, PickKind] = {
    **OTHERS,
    typed.EVENT: PickKind(msg("Which event?"), _events, lambda plan, word: selection.event(plan, word).id),
    typed.MILESTONE: PickKind(
        msg("Which milestone?"), _milestones, lambda plan, word: selection.milestone(plan, word).id
    ),
    typed.RECORD: PickKind(
        msg("Which event or milestone?"), lambda run, plan: [*_events(run, plan), *_milestones(run, plan)], _record
    ),
    typed.MUNICIPALITY: PickKind(
        msg("Which municipality?"),
        lambda _, plan: [PickList(one.id, one.name) for one in plan.municipalities],
        selection.municipality,
    ),
    typed.VENUE: PickKind(
        msg("Which venue?"),
        lambda _, plan: [PickList(one.id, one.name) for one in plan.venues],
        selection.venue,
    ),
    typed.CONSULTATION: PickKind(
        msg("Which consultation?"),
        lambda run, plan: [PickList(one.id, run.language.name(one.name) or one.id) for one in plan.consultations],
        selection.consultation,
    ),
    typed.ROLE: PickKind(
        msg("Which role?"),
        lambda run, plan: [PickList(one.id, run.language.name(one.name) or one.id) for one in plan.roles],
        selection.role,
    ),
    typed.BODY: PickKind(
        msg("Which body?"),
        lambda run, plan: [PickList(one.id, run.language.name(one.name) or one.id) for one in plan.bodies],
        selection.body,
    ),
    typed.KIND: PickKind(
        msg("Which kind of event?"),
        lambda run, plan: [PickList(one, run.language.name(name) or one) for one, name in plan.process.kinds.items()],
        selection.kind,
    ),
    typed.TEMPLATE: PickKind(msg("Which template?"), _templates, selection.template),
    typed.LIKE: PickKind(
        msg("Like which template or event?"),
        lambda run, plan: [*_templates(run, plan), *_events(run, plan)],
        selection.like,
    ),
    typed.BUSY: PickKind(
        msg("Which busy calendar?"),
        lambda _, plan: [PickList(one.id, one.name or one.id) for one in plan.busy],
        selection.busy_calendar,
    ),
    typed.TOUR: PickKind(
        msg("Which tour?"),
        lambda run, plan: [PickList(one.id, run.language.name(one.name) or one.id) for one in plan.tours],
        selection.declared_tour,
    ),
    typed.OUTCOME: PickKind(
        msg("How did it end?"),
        lambda run, _: [PickList(one.value, run.say(OUTCOME[one])) for one in Outcome],
        lambda _, word: selection.outcome(word).value,
    ),
}
