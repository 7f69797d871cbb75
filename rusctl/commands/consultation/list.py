"""`rusctl consultation list`."""

from rusctl.commands.common import typed
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.output.listed.consultation_rows import consultation_row
from rusctl.output.tables import Cell, Column, print_table
from rusctl.services.consulting.period import period
from rusctl.storage.files.names import CONSULTATIONS


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the consultations: what is asked about, from when until when."""
    run = terminal(context)
    plan, today = run.complete(CONSULTATIONS).plan, run.project.today
    found = [(one, period(plan, one, today)) for one in plan.consultations]
    rows = [consultation_row(one, plan, days.opens, days.closes, days.left(today)) for one, days in found]
    nothing = msg("there is no consultation; declare one with rusctl consultation declare")
    if listed(run, rows, nothing, as_json=as_json):
        return
    code = run.language.code
    headings = (msg("Consultation"), msg("About"), msg("Opens"), msg("Last day"), msg("Diarienummer"))
    table = [
        (
            Cell(run.language.name(one.name) or one.id, below=one.id),
            one.version or one.about,
            dates.medium(days.opens, code) if days.opens else one.opens,
            dates.medium(days.closes, code) if days.closes else one.closes,
            one.dnr,
        )
        for one, days in found
    ]
    print_table([Column(run.say(heading)) for heading in headings], table)
