"""`rusctl consultation split`: replies split into comments."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.keys import KeyPresses
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import give, listed
from rusctl.commands.common.nouns.split_options import HowSplit
from rusctl.commands.common.nouns.split_session import SplitSession
from rusctl.commands.common.nouns.split_words import covered
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg
from rusctl.output.clean import one_line
from rusctl.output.tables import Column, print_table

if TYPE_CHECKING:
    from rusctl.services.consultation import comment_listing, split_desk, splitting
else:
    comment_listing = later("rusctl.services.consultation.comment_listing")
    split_desk = later("rusctl.services.consultation.split_desk")
    splitting = later("rusctl.services.consultation.splitting")

_SHOWN = 70  # characters of a part


@spread
def split(
    context: typed.Context,
    number: Annotated[
        int | None, typed.Argument(metavar="[REPLY]", help="The reply's number; without, all are listed.", min=1)
    ] = None,
    quotes: Annotated[
        list[str] | None,
        typed.Argument(metavar="[TEXT]...", help="The words of each comment, as they stand in the reply."),
    ] = None,
    *,
    how: HowSplit,
    consultation: WhichConsultation = "",
    by: NotedBy = "",
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Split a reply into comments: in the terminal, by words, or by heading or question as a proposal.

    With a number alone, paragraph by paragraph with a key each. Without one, how far each reply is split.
    """
    run = terminal(context)
    if number is None:
        _list(run, consultation, as_json=as_json)
    elif how.by_heading or how.by_question:
        _proposed(run, consultation, number, how, by, dry_run=dry_run)
    elif quotes or how.spans or how.whole:
        said = splitting.SplitSaid(quotes or (), how.spans or (), how.whole, how.summary, how.theme, by)
        _tell(run, splitting.split(run.project, consultation, number, said, dry_run=dry_run), dry_run=dry_run)
    elif how.remove:
        splitting.remove(run.project, consultation, how.remove, dry_run=dry_run)
        _tell(run, splitting.shown(run.project, consultation, number), dry_run=dry_run)
    elif how.no_more or how.more:
        done = splitting.no_more(run.project, consultation, number, by, done=how.no_more, dry_run=dry_run)
        _tell(run, done, dry_run=dry_run)
    elif as_json:
        give(run, [comment_listing.split_row(splitting.shown(run.project, consultation, number))])
    else:
        desk = split_desk.SplitDesk(run.project, consultation, number, by)
        keys = KeyPresses()
        with keys.reading():
            SplitSession(run, desk, keys).work()


def _list(run: Terminal, consultation: str, *, as_json: bool) -> None:
    found = splitting.listed(run.project, consultation)
    nothing = msg("there are no replies; rusctl consultation add stores them")
    if listed(run, map(comment_listing.split_row, found), nothing, as_json=as_json):
        return
    headings = (msg("Reply no."), msg("Consultation body"), msg("Comments"), msg("Covered"), msg("No more comments"))
    rows = [
        (
            str(one.reply.number),
            ", ".join(one.reply.bodies),
            str(len(one.reply.comments)),
            run.say(covered(one)),
            one.reply.all_split_by or run.say(msg("yes")) if one.finished else "",
        )
        for one in found
    ]
    print_table([Column(run.say(heading)) for heading in headings], rows)
    open_ = sum(not one.finished for one in found)
    run.tell(nmsg("{count} reply is not split", "{count} replies are not split", open_))


def _proposed(run: Terminal, consultation: str, number: int, how: HowSplit, by: str, *, dry_run: bool) -> None:
    way = splitting.QUESTION if how.by_question else splitting.HEADING
    if how.accept:
        wanted = [] if how.accept == "all" else [_number(one) for one in how.accept.split(",")]
        done = splitting.accept(run.project, consultation, number, way, wanted=wanted, by=by, dry_run=dry_run)
        _tell(run, done, dry_run=dry_run)
        return
    found = splitting.proposed(run.project, consultation, number, way)
    for place, one in enumerate(found, 1):
        about = one.question or one.chapter
        words = " ".join(one.words.split())
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        run.out(one_line(f"{place}  {about + '  ' if about else ''}{shown}"))
    run.tell(
        nmsg(
            "{count} comment is proposed; --accept all makes it, --accept 1,3 some",
            "{count} comments are proposed; --accept all makes them, --accept 1,3 some",
            len(found),
        )
    )


def _number(text: str) -> int:
    if not text.strip().isdecimal():
        raise UsageError(msg("{text} is no number of a proposal; write all, or numbers such as 1,3", text=text))
    return int(text)


def _tell(run: Terminal, found: "splitting.ReplySplit", *, dry_run: bool) -> None:
    for one in found.reply.comments:
        run.out(one_line(f"{one.name}  {one.words}"))
    run.tell(msg("reply {number}: {covered}", number=found.reply.number, covered=covered(found)))
    if dry_run:
        run.dry_run()
