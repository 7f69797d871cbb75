"""`rusctl inputs show`."""

from typing import TYPE_CHECKING

from rusctl.commands.common import input_options, typed
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import event_title
from rusctl.output.input_rows import input_row
from rusctl.output.tables import print_pairs

if TYPE_CHECKING:
    from rusctl.services.inputs import listing
else:
    listing = later("rusctl.services.inputs.listing")


def show(context: typed.Context, name: input_options.InputId, *, as_json: AsJson = False) -> None:
    """Show an input: what was said, where and in which role, and how its text was corrected."""
    run = terminal(context)
    found = listing.shown(run.project, name)
    one = found.input
    if as_json:
        give(run, [input_row(one)])
        return
    plan = run.project.readable().plan
    names, say = listing.InputNames(plan, run.language), run.say
    event = next((each for each in plan.events if each.id == one.event), None)
    pairs = [
        (say(msg("No.")), one.ident),
        (say(msg("Event")), event_title(event, plan, run.language) if event else one.event),
        (say(msg("Municipality")), names.municipality(one)),
        (say(msg("Question")), names.question(one)),
        (say(msg("Kind")), names.kind(one)),
        (say(msg("Role")), names.roles(one)),
        (say(msg("Table")), one.table),
        (say(msg("Noted by")), one.noted_by),
        (say(msg("Noted")), dates.medium(one.noted.astimezone().date(), run.language.code) if one.noted else ""),
        (say(msg("Input")), one.text),
    ]
    pairs += [
        (say(msg("Version {number}", number=version.number)), version.text)
        for version in found.versions
        if version.number != one.text_number
    ]
    print_pairs([(label, value) for label, value in pairs if value])
