"""`rusctl template add|set|remove`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.nouns import event_options
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.services.planning import templates
from rusctl.storage.files.names import PROCESS
from rusctl.storage.toml.edits import Delete

TemplateId = Annotated[
    str, typed.Argument(metavar="TEMPLATE", help="The template's id, such as dialog.", asks=typed.TEMPLATE)
]
NewTemplate = Annotated[
    str, typed.Argument(metavar="TEMPLATE", help="The template's id, such as dialog.", asks=typed.TEXT)
]
Times = Annotated[
    str | None, typed.Option("--time", metavar="TIMES", help="The times of day of its events, such as 09:00-12:00.")
]


@spread
def add(
    context: typed.Context,
    name: NewTemplate,
    *,
    like: Annotated[
        str,
        typed.Option("--like", metavar="EVENT", completes=typed.EVENT, help="Take over what this event has."),
    ] = "",
    what: event_options.EventSubject,
    how: event_options.EventDetails,
    times: Times = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add a template, which rusctl event copy makes events like: their hours, crew, roles, questions and more."""
    run = terminal(context)
    values = event_options.subject(run, what) | event_options.details(run, how, yes=yes)
    changes = templates.added(run.project, name, values, times, like)
    change(run, name, changes, msg("{id} is added", id=name), dry_run=dry_run, file=PROCESS)


@spread
def set_values(
    context: typed.Context,
    name: TemplateId,
    *,
    what: event_options.EventSubject,
    how: event_options.EventDetails,
    times: Times = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Set what a template has; an empty text takes it out. Events that were made like it stay as they are."""
    run = terminal(context)
    plan = run.project.readable().plan
    template = templates.named(plan, name)
    values = event_options.subject(run, what) | event_options.details(run, how, yes=yes)
    if not values and times is None:
        raise UsageError(msg("nothing to set was given; see rusctl template set --help"))
    changes = templates.with_values(run.project, template, values, times)
    done = msg("{names} is changed", names=[template.title or template.id])
    change(run, template.id, changes, done, dry_run=dry_run, file=PROCESS)


def remove(context: typed.Context, name: TemplateId, *, dry_run: DryRun = False) -> None:
    """Remove a template; events that were made like it stay as they are."""
    run = terminal(context)
    template = templates.named(run.project.readable().plan, name)
    done = msg("{id} is removed", id=template.id)
    change(run, template.id, [Delete(template.at.route)], done, dry_run=dry_run, file=PROCESS)
