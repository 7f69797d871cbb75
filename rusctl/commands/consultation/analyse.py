"""`rusctl consultation analyse`: who replied."""

from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.output.tables import Column, print_table

if TYPE_CHECKING:
    from rusctl.services.consultation import analysis, comment_listing
    from rusctl.services.consultation.analysis import KindRate
else:
    analysis = later("rusctl.services.consultation.analysis")
    comment_listing = later("rusctl.services.consultation.comment_listing")


def analyse(context: typed.Context, *, consultation: WhichConsultation = "", as_json: AsJson = False) -> None:
    """Say who replied: rates by kind of body, the silent ones, and groups that the law names and nobody was asked of.

    Who replied unasked counts as a reply, and in no rate; silent is who did not reply after the last day.
    """
    run = terminal(context)
    found = analysis.analysed(run.project, consultation)
    nothing = msg("nobody is on the list; rusctl consultation ask puts bodies on it")
    rows = [*found.kinds, found.together] if found.kinds else []
    if listed(run, map(comment_listing.rate_row, rows), nothing, as_json=as_json):
        return
    kinds = {one.id: run.language.name(one.name) for one in run.project.plan.consultation_words.kinds}
    headings = (msg("Kind"), msg("Asked"), msg("Replied"), msg("Share"), msg("Unasked"), msg("Silent"))
    print_table(
        [Column(run.say(headings[0])), *(Column(run.say(heading), number=True) for heading in headings[1:])],
        [_cells(run, one, kinds.get(one.kind, one.kind) or run.say(msg("no kind"))) for one in found.kinds]
        + [_cells(run, found.together, run.say(msg("all")))],
    )
    run.tell(
        msg(
            "bodies: {bodies}; replies: {replies}; comments: {comments}",
            bodies=found.bodies,
            replies=found.replies,
            comments=found.comments,
        )
    )
    if found.together.silent:
        run.tell(msg("silent: {names}", names=[one.name for one in found.together.silent]))
    names = [run.language.name(one.name) for one in found.missing]
    if (said := analysis.missing_said(found, names)) is not None:
        run.tell(said)


def _cells(run: Terminal, one: "KindRate", called: str) -> tuple[str, ...]:
    share = run.say(msg("{share} %", share=round(one.rate.per_cent))) if one.rate.per_cent is not None else "–"
    return called, str(one.rate.asked), str(one.rate.replied), share, str(one.unsolicited), str(len(one.silent))
