"""`rusctl retention run` and `rusctl retention log`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import show_remains, typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.language.vocabulary import KEPT
from rusctl.output.extract import disposal_row
from rusctl.output.rows import json_text
from rusctl.output.tables import Column, print_table

if TYPE_CHECKING:
    from rusctl.services.people.retention import Overdue


def run_retention(
    context: typed.Context,
    *,
    apply: Annotated[bool, typed.Option("--apply", help="Do it; without, only say what would go.")] = False,
) -> None:
    """Remove what config/retention.toml says has been kept long enough; without --apply only say how much.

    A person with an event that is still to come, or that has no day yet, is kept. What is removed is logged as class,
    number and decision, never of whom.
    """
    from rusctl.services.people import retention  # loads SQLAlchemy

    run = terminal(context)
    found = retention.find(run.project)
    _show(run, found)
    if not apply:
        run.tell(msg("rusctl retention run --apply removes it"))
        return
    remains = retention.carry_out(run.project, found)
    if remains:
        show_remains.end(run, remains)


def log(context: typed.Context, *, as_json: AsJson = False) -> None:
    """Show what has been erased and disposed of: when, which class, how many, by which decision; never whom."""
    from rusctl.services.people import retention  # loads SQLAlchemy

    run = terminal(context)
    rows = [disposal_row(row) for row in retention.logged(run.project)]
    if as_json:
        run.out(json_text(rows))
        return
    if not rows:
        run.tell(msg("nothing has been erased or disposed of"))
        return

    columns = [
        Column(run.say(msg("When")), whole=True),
        Column(run.say(msg("Class"))),
        Column(run.say(msg("Number")), number=True),
        Column(run.say(msg("Decision"))),
    ]
    print_table(columns, [(row["when"][:10], row["class"], str(row["number"]), row["decision"]) for row in rows])


def _show(run: Terminal, found: "Overdue") -> None:
    columns = [
        Column(run.say(msg("Class"))),
        Column(run.say(msg("What"))),
        Column(run.say(msg("Before")), whole=True),
        Column(run.say(msg("Decision"))),
        Column(run.say(msg("Number")), number=True),
    ]
    print_table(
        columns,
        [
            (one.kept.id, run.say(KEPT[one.kept.what]), one.before.isoformat(), one.kept.decision, str(one.number))
            for one in found.classes
        ],
    )
