"""`rusctl consultation reasons`: reasons that many answers use."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg
from rusctl.output.clean import one_line
from rusctl.output.listed.comment_rows import reason_row
from rusctl.output.tables import Column, print_table

if TYPE_CHECKING:
    from rusctl.model.comments import ReusableReason
    from rusctl.services.consultation import reusing
else:
    reusing = later("rusctl.services.consultation.reusing")


def reasons(
    context: typed.Context,
    ident: Annotated[str, typed.Argument(metavar="[ID]", help="A reason's id; without, all are listed.")] = "",
    text: Annotated[
        str, typed.Argument(metavar="[TEXT]", help="How it is worded: a new reason, or a new wording.")
    ] = "",
    *,
    renew: Annotated[
        bool, typed.Option("--renew", help="Let answers that use an earlier wording use the valid one.")
    ] = False,
    remove: Annotated[bool, typed.Option("--remove", help="Take a reason away that no answer uses.")] = False,
    consultation: WhichConsultation = "",
    by: NotedBy = "",
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """List reasons that many answers use, with where each is used; or word one.

    Answers keep the wording that they were written with, until --renew.
    """
    run = terminal(context)
    if (renew or remove or text) and not ident:
        raise UsageError(msg("say which reason, by its id"))
    if remove:
        reusing.remove(run.project, consultation, ident, dry_run=dry_run)
        run.tell(msg("{id} is removed", id=ident))
    elif text:
        made, new = reusing.say(run.project, consultation, ident, text, by, dry_run=dry_run)
        _show(run, made)
        if not new and not dry_run:
            run.unchanged(msg("{id} is worded so already", id=ident))
            return
    elif renew:
        names = reusing.renew(run.project, consultation, ident, by, dry_run=dry_run)
        run.tell(msg("answered with the valid wording of {id}: {names}", id=ident, names=list(names) or "–"))
        if not names and not dry_run:
            run.unchanged(msg("no answer uses an earlier wording"))
            return
    else:
        _list(run, consultation, ident, as_json=as_json)
        return
    if dry_run:
        run.dry_run()


def _list(run: Terminal, consultation: str, ident: str, *, as_json: bool) -> None:
    found = [reusing.get(run.project, consultation, ident)] if ident else reusing.listed(run.project, consultation)
    nothing = msg("there is no reusable reason; rusctl consultation reasons ID TEXT makes one")
    if listed(run, map(reason_row, found), nothing, as_json=as_json):
        return
    if ident:
        _show(run, found[0])
        return
    columns = [Column(run.say(heading)) for heading in (msg("Id"), msg("Reason given"), msg("Used by"))]
    print_table(columns, [(one.ident, one_line(one.valid.text), _used(run, one)) for one in found])


def _used(run: Terminal, one: "ReusableReason") -> str:
    earlier = sum(ordinal != one.current for _, ordinal in one.used)
    used = run.say(nmsg("{count} answer to a comment", "{count} answers to comments", len(one.used)))
    return run.say(msg("{used}, {earlier} with an earlier wording", used=used, earlier=earlier)) if earlier else used


def _show(run: Terminal, one: "ReusableReason") -> None:
    for each in one.wordings:
        mark = "=" if each.ordinal == one.current else " "
        run.out(one_line(f"{mark} {each.ordinal}  {each.at.date().isoformat()}  {each.noted_by or '–'}  {each.text}"))
    run.tell(msg("used by: {names}", names=[name for name, _ in one.used] or "–"))
