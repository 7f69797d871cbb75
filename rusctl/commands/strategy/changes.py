"""`rusctl strategy changes`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.common.write_report import Format, write_report
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.output.tables import Column, print_table
from rusctl.services.strategy import compare

if TYPE_CHECKING:
    from rusctl.services.consultation import text_links
else:
    text_links = later("rusctl.services.consultation.text_links")

MOST_KEPT = 60  # characters of what was kept between two changes


def show(
    context: typed.Context,
    old: Annotated[str, typed.Argument(metavar="OLD", help="The earlier version.", asks=typed.VERSION)],
    new: Annotated[str, typed.Argument(metavar="NEW", help="The later version.", asks=typed.VERSION)],
    *,
    whole: Annotated[bool, typed.Option("--all", help="Show also what is the same.")] = False,
    output: Annotated[
        str, typed.Option("--output", "-o", metavar="FILE|-", help="Write it as a report: Word, HTML or Markdown.")
    ] = "",
    form: Format = "",
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Compare two versions of the strategy word by word: what is reworded, moved, split, merged, new or gone, and why.

    In the terminal, words between [- and -] are removed, and those between [+ and +] are added.
    """
    run = terminal(context)
    run.complete()
    found = compare.compared(run.project, old, new)
    comments = text_links.behind_changes(run.project) if run.project.plan.consultations else {}
    if output or form:
        name = run.project.plan.process.name
        report = compare.document(found, run.language, name, comments)
        write_report(run, report, form, output or "-", dry_run=dry_run)
        return
    shown = found.found if whole else found.changed
    rows = [compare.row(found, one, comments.get(one.id, ())) for one in shown]
    if listed(run, rows, msg("the two versions are the same"), as_json=as_json):
        return
    headings = [msg("Paragraph"), msg("Number"), msg("What"), msg("Words"), msg("Reason")]
    table: list[tuple[str, ...]] = [
        (one.id, found.number(one), run.say(compare.what(one)), compare.marked(one, MOST_KEPT), one.reason)
        for one in shown
    ]
    if comments:
        headings.append(msg("Comments"))
        table = [(*cells, ", ".join(comments.get(one.id, ()))) for one, cells in zip(shown, table, strict=True)]
    print_table([Column(run.say(heading), whole=at == 0) for at, heading in enumerate(headings)], table)
    without = len(found.without_reason)
    if without:
        run.tell(
            nmsg("{count} change has no reason in the plan", "{count} changes have no reason in the plan", without)
        )
