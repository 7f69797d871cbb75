"""`rusctl consultation status`."""

from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.listed.consultation_rows import status_row
from rusctl.output.tables import Column, print_pairs, print_table
from rusctl.services.consulting.naming import named

if TYPE_CHECKING:
    from rusctl.services.consulting import status as standing
else:
    standing = later("rusctl.services.consulting.status")


def status(context: typed.Context, *, which: WhichConsultation = "", as_json: AsJson = False) -> None:
    """Show how a consultation stands: days left, rates by kind, silent ones, split, answered, approved, letters."""
    run = terminal(context)
    today = run.project.today
    found = standing.status(run.project, named(run.project, which))
    days, figures = found.period, found.standing
    if as_json or run.form is not None:
        row = status_row(figures, days.closes, days.left(today), (figures.pace(today), figures.ready(today)))
        give(run, [row])
        return
    name = run.language.name(found.consultation.name) or found.consultation.id
    lines = [(run.say(what), run.say(text)) for what, text in standing.said(found, today, run.language)]
    print_pairs([(run.say(msg("Consultation")), name), *lines])
    if figures.rates:
        kinds = {one.id: run.language.name(one.name) for one in run.project.plan.consultation_words.kinds}
        columns = [Column(run.say(msg("Kind of body"))), *(Column(run.say(one), number=True) for one in _NUMBERS)]
        rows = [
            (kinds.get(kind, kind) or run.say(msg("no kind")), str(asked), str(replied), _share(replied, asked))
            for kind, replied, asked in figures.rates
        ]
        print_table(columns, rows)
    if figures.silent:
        names = [one for one in figures.silent if one]
        run.tell(msg("silent: {count}, {names}", count=len(figures.silent), names=names))


_NUMBERS = (msg("Asked"), msg("Replied"), msg("Share"))


def _share(replied: int, asked: int) -> str:
    return f"{100 * replied / asked:.0f} %"
