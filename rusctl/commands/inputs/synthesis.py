"""`rusctl inputs synthesis`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.common.write_chart import SvgFile, write_chart
from rusctl.commands.common.write_made import write_made
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.synthesis import Dimension, Selected
from rusctl.output import synthesis_rows
from rusctl.output.tables import Column, print_table, width
from rusctl.services import selection
from rusctl.services.inputs.selecting import BY, selected
from rusctl.services.reporting import synthesis_words as words_of
from rusctl.services.reporting.synthesis_words import SynthesisWords

if TYPE_CHECKING:
    from rusctl.services.inputs import synthesis as weighed
    from rusctl.services.inputs.synthesis import Synthesis
else:
    weighed = later("rusctl.services.inputs.synthesis")

Events = Annotated[
    list[str] | None,
    typed.Option("--event", metavar="EVENT", help="Only what was said there. Repeatable.", completes=typed.EVENT),
]
Question = Annotated[
    str | None, typed.Option("--question", metavar="ID", help="Only the answers to one of the fixed questions.")
]
KindOfInput = Annotated[
    str | None,
    typed.Option(
        "--kind", metavar="KIND", help="Only one kind of input, such as utmaning.", completes=typed.INPUT_KIND
    ),
]
PACKED = b"PK"


def synthesis(
    context: typed.Context,
    *,
    by: Annotated[
        str,
        typed.Option("--by", metavar="municipality|role|question|kind", help="Set the headings against one of these."),
    ] = "",
    events: Events = None,
    question: Question = None,
    kind: KindOfInput = None,
    svg: SvgFile = "",
    output: Annotated[
        str, typed.Option("--output", "-o", metavar="FILE.xlsx", help="Write all the tables into a workbook, too.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show what was said, weighed: heading by heading, in how many municipalities and by which roles."""
    run = terminal(context)
    chosen = selected(run.project.readable().plan, events, question, kind)
    against = Dimension(f"by_{selection.meant(by, BY, msg('what headings are set against'))}") if by else None
    if output and not output.casefold().endswith(".xlsx"):
        raise UsageError(msg("name a file that ends in {ending}", ending=".xlsx"))
    with weighed.reading(run.project, chosen) as found:
        drawing = _shown(run, found, against, as_json=as_json)
        book = _workbook(run, found) if output else b""
    if svg and drawing:
        write_chart(run, drawing, svg)
    if book:
        write_made(run, book, output, PACKED)


def _workbook(run: Terminal, found: "Synthesis") -> bytes:
    from rusctl.services.reporting.synthesis_sheets import workbook  # noqa: PLC0415 - loads XlsxWriter

    return workbook(found, run.language)


def _shown(run: Terminal, found: "Synthesis", against: Dimension | None, *, as_json: bool) -> str:
    """Print a synthesis, and give the drawing of it."""
    words = SynthesisWords(found.plan, run.language)
    if as_json:
        own = Language(found.plan.process.language)
        all_ = len(found.plan.municipalities)
        weights = (
            synthesis_rows.weight_row(one, own.name(one.row.name) or one.row.id, all_)
            for one in (found.weights if against is None else ())
        )
        give(run, weights if against is None else synthesis_rows.cell_rows(found.table(against)))
    elif not found.total:
        run.tell(_nothing(found.chosen))
        return ""
    elif against is None:
        _weights(run, found, words)
    else:
        _crossed(run, found, against, words)
    if against is None:
        return words_of.weight_chart(found.weights, words)
    return words_of.cross_chart(found.table(against), words)


def _nothing(chosen: Selected) -> Message:
    if chosen == Selected():
        return msg("nothing is noted of what was said yet; rusctl inputs record does it")
    return msg("nothing of the kind is noted")


def _weights(run: Terminal, found: "Synthesis", words: SynthesisWords) -> None:
    for group in words.groups(found.weights):
        print_table(*words_of.weight_table(group, words), title=group.heading)
        run.out("")
    notes = [*words_of.sorted_words(found, initials=True), *words_of.not_visited(found, words), *words_of.rule()]
    for line in words_of.lines(notes, words):
        run.out(line)


def _crossed(run: Terminal, found: "Synthesis", by: Dimension, words: SynthesisWords) -> None:
    table, legend = words_of.cross_table(found.table(by), words, room=width())
    print_table(*table, title=words.say(words_of.title(by)))
    for line in words_of.lines([*legend, *words_of.rule(by)], words):
        run.out(line)
    if by is Dimension.BY_ROLE and found.people.roles:
        head, rows = words_of.people_table(found.people, words)
        run.out("")
        columns = [Column(head[0]), *(Column(one, number=True) for one in head[1:])]
        print_table(columns, rows, title=run.say(msg("Who came, by municipality and role")))
        for line in words_of.lines([words_of.HIDDEN, words_of.EMPTY], words):
            run.out(line)
