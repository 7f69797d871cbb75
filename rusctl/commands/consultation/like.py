"""`rusctl consultation like`: comments that are alike, and campaign letters."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import Comments, WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg, nmsg
from rusctl.output.clean import one_line
from rusctl.output.tables import Column, print_table

if TYPE_CHECKING:
    from rusctl.services.consultation import comment_listing, likeness
else:
    comment_listing = later("rusctl.services.consultation.comment_listing")
    likeness = later("rusctl.services.consultation.likeness")

_SHOWN = 60  # characters of a comment
_MEMBERS = 8  # that are shown in a table


def like(
    context: typed.Context,
    names: Comments = None,
    *,
    into: Annotated[
        int | None, typed.Option("--into", metavar="NUMBER", help="The number of a group that there is.", min=1)
    ] = None,
    name: Annotated[str | None, typed.Option("--name", metavar="NAME", help="What the group is called.")] = None,
    difference: Annotated[
        str | None,
        typed.Option("--difference", metavar="TEXT", help='Why its comments end differently; "" takes it out.'),
    ] = None,
    dissolve: Annotated[
        int | None,
        typed.Option("--dissolve", metavar="NUMBER", help="Dissolve a group, or take the named comments out.", min=1),
    ] = None,
    campaign: Annotated[
        int | None,
        typed.Option(
            "--campaign", metavar="REPLY", help="Split all replies that are the same letter as this one is.", min=1
        ),
    ] = None,
    unlike: Annotated[bool, typed.Option("--unlike", help="Only those that end differently without a reason.")] = False,
    consultation: WhichConsultation = "",
    by: NotedBy = "",
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Group comments that say the same, or list what is alike: groups, proposals, and letters that many have sent.

    Each comment keeps its own answer, and each reply counts.
    """
    run = terminal(context)
    if campaign is not None:
        _campaign(run, consultation, campaign, by, dry_run=dry_run)
    elif dissolve is not None:
        left = likeness.ungroup(run.project, consultation, dissolve, names or (), dry_run=dry_run)
        run.tell(
            msg("group {number}: {names}", number=dissolve, names=list(left.members))
            if left
            else msg("group {number} is dissolved; its comments stay as they are", number=dissolve)
        )
        if dry_run:
            run.dry_run()
    elif names or into is not None:
        said = likeness.GroupSaid(into, name, difference, by)
        made = likeness.group(run.project, consultation, names or (), said, dry_run=dry_run)
        run.tell(msg("group {number}: {names}", number=made.row, names=list(made.members)))
        if dry_run:
            run.dry_run()
    else:
        _list(run, consultation, unlike=unlike, as_json=as_json)


def _campaign(run: Terminal, consultation: str, reply: int, by: str, *, dry_run: bool) -> None:
    found = likeness.split_campaign(run.project, consultation, reply, by, dry_run=dry_run)
    run.tell(
        nmsg(
            "{count} other reply is the same letter as {reply}; comments made: {made}",
            "{count} other replies are the same letter as {reply}; comments made: {made}",
            len(found.replies),
            reply=reply,
            made=found.made,
        )
    )
    if found.lacking:
        run.tell(msg("some words do not stand in these replies; read them: {replies}", replies=list(found.lacking)))
    if dry_run:
        run.dry_run()
    elif not found.made:
        run.unchanged(msg("they are split already"))


def _list(run: Terminal, consultation: str, *, unlike: bool, as_json: bool) -> None:
    found = likeness.listed(run.project, consultation, unlike=unlike)
    nothing = (
        msg("no like comments end differently without a reason") if unlike else msg("no comments or replies are alike")
    )
    if listed(run, map(comment_listing.like_row, found), nothing, as_json=as_json):
        return
    kinds = {
        likeness.GROUP: msg("Group"),
        likeness.PROPOSAL: msg("Likely the same"),
        likeness.CAMPAIGN: msg("The same letter"),
    }
    rows = []
    for one in found:
        members = ", ".join(one.members[:_MEMBERS])
        if len(one.members) > _MEMBERS:
            members = run.say(msg("{members} and {count} more", members=members, count=len(one.members) - _MEMBERS))
        words = " ".join((one.name or one.words).split())
        rows.append(
            (
                f"{run.say(kinds[one.what])} {one.number or ''}".strip(),
                members,
                one_line(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"),
                ", ".join(one.dispositions),
                one.difference or (run.say(msg("end differently")) if one.unlike else ""),
            )
        )
    headings = (msg("What"), msg("Comments"), msg("What they say"), msg("Disposition"), msg("Difference"))
    print_table([Column(run.say(heading)) for heading in headings], rows)
