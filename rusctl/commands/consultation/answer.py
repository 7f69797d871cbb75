"""`rusctl consultation answer`: comments answered, listed and shown."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import Comments, WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import give, listed
from rusctl.commands.common.nouns.answer_options import AnswerGiven, CommentFilter
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg
from rusctl.output.clean import one_line
from rusctl.output.tables import Column, print_table

if TYPE_CHECKING:
    from rusctl.services.consultation import answering, comment_listing, comment_words
    from rusctl.services.consultation.answering import AnsweredNow, AnswersWanted
    from rusctl.services.consulting import naming
else:
    answering = later("rusctl.services.consultation.answering")
    comment_listing = later("rusctl.services.consultation.comment_listing")
    comment_words = later("rusctl.services.consultation.comment_words")
    naming = later("rusctl.services.consulting.naming")


@spread
def answer(
    context: typed.Context,
    names: Comments = None,
    *,
    given: AnswerGiven,
    chosen: CommentFilter,
    take: Annotated[
        int | None, typed.Option("--take", metavar="NUMBER", help="Let this version of the answer be valid.", min=1)
    ] = None,
    consultation: WhichConsultation = "",
    by: NotedBy = "",
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Answer comments, or list them with their answers; one comment alone is shown with all that was written of it.

    Where a colleague's answer is valid that you do not say you replace, both are kept and shown. Exit code 1 then.
    """
    run = terminal(context)
    said = answering.AnswerSaid(*given[:4], given.replaces, given.group, by)
    if take is not None:
        if not names or len(names) != 1 or not said.nothing:
            raise UsageError(msg("--take goes with one comment, and with nothing else that is said of its answer"))
        done = [answering.take(run.project, consultation, names[0], take, by, dry_run=dry_run)]
        _tell(run, consultation, done, dry_run=dry_run)
    elif not said.nothing:
        if not names:
            raise UsageError(msg("name the comments that are answered, such as 17.4"))
        done = answering.answer(run.project, consultation, names, said, dry_run=dry_run)
        _tell(run, consultation, done, dry_run=dry_run)
    else:
        wanted = answering.AnswersWanted(chosen.reply, names or (), chosen.unanswered, chosen.waiting, chosen.lacking)
        _list(run, consultation, wanted, as_json=as_json)


def _list(run: Terminal, consultation: str, wanted: "AnswersWanted", *, as_json: bool) -> None:
    found = answering.listed(run.project, consultation, wanted)
    words = comment_words.CommentWords(run.project, naming.named(run.project, consultation))
    if as_json:
        texts = comment_listing.text_numbers(run.project, consultation)
        give(run, [comment_listing.comment_row(one, texts) for one in found])
        return
    if len(wanted.names) == 1:
        for text in comment_listing.versions_said(found[0], words, run.language):
            run.out(text if isinstance(text, str) else run.say(text))
        return
    if listed(run, found, msg("there are no such comments; rusctl consultation split makes them"), as_json=False):  # type: ignore[arg-type]
        return
    headings = (
        msg("Comment no."),
        msg("Consultation body"),
        msg("What it says"),
        msg("Theme"),
        msg("Disposition"),
        msg("How far"),
        msg("Missing"),
    )
    columns = [Column(run.say(headings[0]), whole=True), *(Column(run.say(one)) for one in headings[1:])]
    print_table(columns, [comment_listing.comment_cells(one, words, run.language) for one in found])
    run.tell(nmsg("{count} comment shown", "{count} comments shown", len(found)))


def _tell(run: Terminal, consultation: str, done: "list[AnsweredNow]", *, dry_run: bool) -> None:
    words = comment_words.CommentWords(run.project, naming.named(run.project, consultation))
    for one in done:
        comment = one.now.comment
        if one.beside:
            run.tell(msg("{name}: somebody else has answered this, and that answer is valid", name=comment.name))
        for each in one.now.answers:
            if each.ordinal == comment.current or (one.beside and each.ordinal == one.written):
                text = comment_listing.version_said(each, words, run.language, valid=each.ordinal == comment.current)
                run.out(one_line(f"{comment.name}  {run.say(text)}"))
        if one.beside and one.written and one.before:
            run.tell(
                msg(
                    "yours is kept beside it; rusctl consultation answer {name} --take {number} lets it be valid",
                    name=comment.name,
                    number=one.written,
                )
            )
    if dry_run:
        run.dry_run()
    elif not any(one.written for one in done):
        run.unchanged(msg("that is how it is answered already"))
    if any(one.beside for one in done):
        raise typed.Exit(1)
