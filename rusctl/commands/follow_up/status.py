"""`rusctl follow-up status`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.listed.follow_up_rows import indicator_row
from rusctl.output.tables import Column, print_table
from rusctl.schedule.state import indicators
from rusctl.services.reporting import follow_up
from rusctl.storage.files.names import COMMITMENTS, FOLLOW_UP


def status(
    context: typed.Context,
    year: Annotated[
        int | None, typed.Argument(metavar="YEAR", help="As it stood in that year; else now.", min=1900, max=2200)
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show how the strategy's goals stand: indicators by target area, commitments, programmes, what is not known."""
    run = terminal(context)
    plan = run.complete(FOLLOW_UP, COMMITMENTS).plan
    found = indicators.states(plan, year or run.project.today.year)
    if as_json:
        give(run, [indicator_row(one, plan) for one in found])
        return
    named = follow_up.headings(plan, run.language)
    groups = [(named[one.id], indicators.of_heading(found, one.id)) for one in plan.frame]
    groups.append((run.say(msg("Other indicators")), [one for one in found if not one.indicator.themes]))
    for heading, mine in groups:
        if mine:
            table = follow_up.indicator_table(mine, run.language)
            run.out(heading)
            print_table([Column(text, number=at in table.numbers) for at, text in enumerate(table.header)], table.rows)
    for line in follow_up.promised(plan):
        run.out(run.say(line))
    for name, bases in follow_up.programmes_behind(run.project).items():
        paragraphs = [base.id for base in bases]
        run.out(run.say(msg("{id} builds on what has changed since: {paragraphs}", id=name, paragraphs=paragraphs)))
    for line in follow_up.not_known(plan, found, run.language):
        run.out(run.say(line))
    if not found:
        run.tell(msg("there is no indicator; add one with rusctl indicator add NAME --unit TEXT --source TEXT"))
