"""`rusctl report annual`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.write_report import STDOUT, Format, Output, write_report
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.services.reporting.annual_report import FIRST, annual_report, due


def annual(
    context: typed.Context,
    year: Annotated[
        int, typed.Argument(metavar="YEAR", help="The year it is about: 2025.", min=1900, max=2200, asks=typed.TEXT)
    ],
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write the annual results report: what the folder knows under each heading, and what is not known.

    It is for the report to the Government under 7–11 §§ förordningen (2024:99) om resultatredovisning av det regionala
    utvecklingsarbetet: indicators, measures, results, with whom, when, how many, and what rusctl follow-up write wrote.

    The report of a year is due by 21 February of the next; the first was due in 2025.
    """
    run = terminal(context)
    if year < FIRST:
        run.tell(
            msg(
                "the first report that the ordinance asks for was due by {day}; of {year} it is for your own use",
                day=due(FIRST),
                year=str(year),
            )
        )
    write_report(run, annual_report(run.project, year, run.language), form, output, dry_run=dry_run)
