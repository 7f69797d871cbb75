"""`rusctl inputs search` and `suggest`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.input_options import InputRef, OfEvent
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import give, listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.clean import one_line
from rusctl.output.sorting_rows import duplicate_row, found_row, heading_row
from rusctl.output.tables import Column, print_table

if TYPE_CHECKING:
    from rusctl.services.inputs import searching
else:
    searching = later("rusctl.services.inputs.searching")

SHOWN = 50  # inputs, where nothing else is said


def search(
    context: typed.Context,
    words: Annotated[
        list[str],
        typed.Argument(
            metavar="WORD...", help="The words, in any form; the input must contain all of them.", asks=typed.TEXT
        ),
    ],
    *,
    event: OfEvent = "",
    most: Annotated[
        int | None, typed.Option("--most", metavar="NUMBER", help="How many to show; else 50, as JSON all.", min=1)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Search what was said: words in other forms and inside longer words are found, too."""
    run = terminal(context)
    shown = most or (None if as_json else SHOWN)
    found = searching.find(run.project, " ".join(words), event=event, most=shown)
    rows = [found_row(*one) for one in found.rows]
    if not listed(run, rows, msg("no input has this"), as_json=as_json):
        columns = [Column(run.say(heading)) for heading in (msg("Input"), msg("Event"), msg("Text"))]
        print_table(columns, [(one.ident, one.event, one_line(one.text)) for one in found.rows])
    if found.more:
        run.tell(msg("there are more; --most says how many to show"))


def suggest(context: typed.Context, name: InputRef, *, as_json: AsJson = False) -> None:
    """Suggest headings and similar inputs for an input, and why. Nothing is sorted."""
    run = terminal(context)
    found = searching.likely(run.project, run.language, name)
    headings = [heading_row(one.name, [run.say(why) for why in one.reasons]) for one in found.headings]
    same = [duplicate_row(one.name, run.say(one.reason)) for one in found.duplicates]
    if as_json:
        give(run, [*headings, *same])
        return
    for one in found.headings:
        why = "; ".join(run.say(reason) for reason in one.reasons)
        run.out(one_line(f"{one.called} ({one.name}): {why}"))
    for other in found.duplicates:
        run.out(one_line(f"{other.name}: {run.say(other.reason)}: {other.text}"))
    if not (headings or same):
        run.tell(
            msg(
                "nothing is likely of {name}: no like input is sorted, and no word goes with a heading",
                name=found.input.ident,
            )
        )
