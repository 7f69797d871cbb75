"""`rusctl inputs theme` and `themes`."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.output.sorting_rows import theme_row
from rusctl.output.tables import Column, print_table
from rusctl.services.project import day_of

if TYPE_CHECKING:
    from rusctl.services.inputs import theme_edits
else:
    theme_edits = later("rusctl.services.inputs.theme_edits")


def theme(
    context: typed.Context,
    name: Annotated[
        str,
        typed.Argument(metavar="THEME", help="Its id, or its name; a new one gets an id of its name.", asks=typed.TEXT),
    ],
    *,
    sv: Annotated[str | None, typed.Option("--sv", metavar="NAME", help="What it is called in Swedish.")] = None,
    en: Annotated[str | None, typed.Option("--en", metavar="NAME", help="What it is called in English.")] = None,
    below: Annotated[
        str | None,
        typed.Option("--below", metavar="HEADING", help='The heading or theme that it stands below; "" for none.'),
    ] = None,
    first: Annotated[str, typed.Option("--from", metavar="DAY", help="The first day on which it holds.")] = "",
    last: Annotated[str, typed.Option("--to", metavar="DAY", help="The last day on which it holds.")] = "",
    replaced_by: Annotated[
        str | None,
        typed.Option(
            "--replaced-by", metavar="THEME", help="What has taken its place; what stands under it stays there."
        ),
    ] = None,
    remove: Annotated[bool, typed.Option("--remove", help="Remove it; nothing may stand under it.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Make a theme, which is a heading of your own beside those of the frame, or change one."""
    run = terminal(context)
    said = theme_edits.ThemeSaid(sv, en, below, _day(run, first), _day(run, last), replaced_by)
    if remove and said != theme_edits.ThemeSaid():
        raise UsageError(msg("--remove takes the theme out; change nothing of it beside"))
    if remove:
        run.tell(msg("{name} is removed", name=theme_edits.remove(run.project, name, dry_run=dry_run)))
    else:
        made, new = theme_edits.set_theme(run.project, name, said, dry_run=dry_run)
        called = (made.sv or made.en if run.language.code == "sv" else made.en or made.sv) or made.ident
        text = msg("new theme {name}: {called}", name=made.ident, called=called)
        run.tell(text if new else msg("theme {name}: {called}", name=made.ident, called=called))
    if dry_run:
        run.dry_run()


def _day(run: Terminal, text: str) -> dt.date | None:
    return day_of(text, run.project.today, run.tell) if text else None


def themes(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the themes: what each stands below, how many inputs stand under it, and what has replaced it."""
    run = terminal(context)
    found = theme_edits.listed(run.project)
    nothing = msg("there is no theme; rusctl inputs theme makes one")
    rows = [theme_row(one.theme, one.above, one.replaced_by, one.inputs) for one in found]
    if listed(run, rows, nothing, as_json=as_json):
        return
    headings = (msg("Theme"), msg("Name"), msg("Below"), msg("Inputs"), msg("Until"), msg("Replaced by"))
    code = run.language.code
    table = [
        (
            one.theme.ident,
            one.theme.sv or one.theme.en if code == "sv" else one.theme.en or one.theme.sv,
            one.above,
            str(one.inputs),
            dates.medium(one.theme.last_day, code) if one.theme.last_day else "",
            one.replaced_by,
        )
        for one in found
    ]
    print_table([Column(run.say(heading)) for heading in headings], table)
