"""`rusctl consultation bodies`."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_consultation import BODY_STATE
from rusctl.model.consultation import BodyState
from rusctl.output.tables import Column, print_table
from rusctl.services.consulting.naming import named
from rusctl.services.consulting.period import period

if TYPE_CHECKING:
    from rusctl.services.consultation import circulation, standing_rows
else:
    circulation = later("rusctl.services.consultation.circulation")
    standing_rows = later("rusctl.services.consultation.standing_rows")


def bodies(
    context: typed.Context,
    *,
    which: WhichConsultation = "",
    states: Annotated[
        list[str] | None,
        typed.Option(
            "--state",
            metavar="STATE",
            help="Only those in this state, such as silent. Repeatable.",
            completes=typed.BODY_STATE,
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typed.Option(
            "--kind",
            metavar="KIND",
            help="Only this kind of consultation body. Repeatable.",
            completes=typed.CONSULTED_KIND,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List those on the circulation list: who was asked when, and how each stands today."""
    run = terminal(context)
    one, today = named(run.project, which), run.project.today
    closes = period(run.project.plan, one, today).closes
    every = [standing_rows.row(each, one.id, closes, today) for each in circulation.listed(run.project, one.id)]
    rows = standing_rows.chosen(run.project, every, states or (), kinds or ())
    nothing = msg("there are no such bodies; rusctl consultation import takes a circulation list in")
    if listed(run, rows, nothing, as_json=as_json):
        return

    def day(text: str | None) -> str:
        return dates.medium(dt.date.fromisoformat(text), run.language.code) if text else ""

    names = {each.id: run.language.name(each.name) for each in run.project.plan.consultation_words.kinds}
    headings = (
        msg("No."),
        msg("Consultation body"),
        msg("Kind of body"),
        msg("State"),
        msg("Asked"),
        msg("Reminded"),
        msg("Last day"),
    )
    table = [
        (
            str(row["number"]),
            row["name"],
            names.get(row["kind"], row["kind"] or ""),
            run.say(BODY_STATE[BodyState(row["state"])]),
            day(row["asked"]),
            day(row["reminded"]),
            day(row["last_day"]) if row["extended"] else "",
        )
        for row in rows
    ]
    print_table([Column(run.say(heading)) for heading in headings], table)
    run.tell(nmsg("{count} body", "{count} bodies", len(rows)))
