"""`rusctl forecast`."""

from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.language.vocabulary import RISK
from rusctl.output.clean import one_line
from rusctl.output.forecast import experience_text, forecast_row, forecast_text, silent_text
from rusctl.services.consulting.beside import to_be_looked_at
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.reporting.forecast import outlook

if TYPE_CHECKING:
    from rusctl.services.consulting import status as consultations
else:
    consultations = later("rusctl.services.consulting.status")


def forecast(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the promised dates at risk, from the remaining buffer and past slips."""
    run = terminal(context)
    run.complete()
    plan, found, seen = outlook(read_meetings(run.project))
    if as_json:
        give(run, (forecast_row(one, plan, seen) for one in found))
        return
    if not found:
        run.tell(msg("nothing that remains has a promised day"))
    risk = None
    for one in found:
        if one.risk is not risk:
            run.out(("" if risk is None else "\n") + run.say(RISK[one.risk]))
            risk = one.risk
        run.out(one_line(f"  {run.say(forecast_text(one, plan, run.project.today))}"))
    run.tell(experience_text(seen))
    if silent := silent_text(seen):
        run.tell(silent)
    if to_be_looked_at(run.project):
        run.tell_all(consultations.paces(run.project))
