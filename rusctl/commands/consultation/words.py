"""`rusctl consultation words`."""

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.listed.consultation_rows import word_row
from rusctl.output.tables import Column, print_table
from rusctl.services.consulting import terms
from rusctl.storage.files.names import CONSULTATIONS


def words(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the words of consultations: kinds of bodies, legal groups, stances, dispositions, channels."""
    run = terminal(context)
    plan = run.complete(CONSULTATIONS).plan
    rows = [word_row(name, one, plan) for name, one in terms.every_term(plan)]
    if as_json:
        give(run, rows)
        return
    headings = (msg("Of"), msg("Id"), msg("Name"), msg("Read as it, too"))
    columns = [Column(run.say(heading)) for heading in headings]
    table = [
        (run.say(terms.LISTS[name]), one.id, run.language.name(one.name) or one.id, ", ".join(one.words))
        for name, one in terms.every_term(plan)
    ]
    print_table(columns, table)
