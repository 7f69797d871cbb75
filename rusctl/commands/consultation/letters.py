"""`rusctl consultation letters`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.common.write_report import write_octets
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.model.consulting import Consultation
from rusctl.output.listed.answer_letter_rows import answer_letter_row
from rusctl.output.tables import Column, print_table
from rusctl.services.consulting import naming, opening

if TYPE_CHECKING:
    from rusctl.database.database import Register
    from rusctl.services.consultation import letters as letter_work
else:
    letter_work = later("rusctl.services.consultation.letters")

STOPPED = 3  # exit code where something stops a letter

Replies = Annotated[
    list[int] | None,
    typed.Argument(metavar="REPLY...", help="Numbers of replies; all where none is named.", asks=typed.TEXT),
]


def letters(
    context: typed.Context,
    replies: Replies = None,
    *,
    consultation: WhichConsultation = "",
    template: Annotated[
        str,
        typed.Option(
            "--template", metavar="FILE", help="The region's Word template; else config/papers/answer.sv.docx, or ours."
        ),
    ] = "",
    pdf: Annotated[
        bool,
        typed.Option("--pdf", help="Write a PDF beside each, in rusctl's own layout and not in that of the template."),
    ] = False,
    drafts: Annotated[
        bool, typed.Option("--drafts", help="Write an email with each response letter, to open, check and send.")
    ] = False,
    decision: Annotated[
        str, typed.Option("--decision", metavar="TEXT", help="A sentence in them: who decided what, and when.")
    ] = "",
    following: Annotated[
        str,
        typed.Option("--next", metavar="TEXT", help="A sentence in them: where all documents are; what is next."),
    ] = "",
    again: Annotated[
        bool, typed.Option("--again", help="Write response letters again even if nothing is new in them.")
    ] = False,
    sent: Annotated[
        str, typed.Option("--sent", metavar="DAY", help="Make none; note that those made went out on this day.")
    ] = "",
    channel: Annotated[str, typed.Option("--channel", metavar="CHANNEL", help="With --sent: how they went out.")] = "",
    write_template: Annotated[
        str, typed.Option("--write-template", metavar="FILE", help="Write our template to a new file, to begin from.")
    ] = "",
    by: NotedBy = "",
    only_list: Annotated[
        bool, typed.Option("--list", help="Write none; list who got which response letter, and when.")
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Write a response letter to each respondent as a Word file, with the answer to every comment.

    Nothing is written if an answer is missing or empty, if a placeholder is left, or if the letter contains a number
    from another reply. A correction is a new letter. The files are in register/letters.
    """
    run = terminal(context)
    one = naming.named(run.project, consultation)
    if write_template:
        write_octets(run, letter_work.own_template(run.project), write_template, dry_run=dry_run)
        return
    register = opening.opened(run.project)
    if as_json or only_list:
        _show(run, register, one, as_json=as_json)
    elif sent:
        day = ask.day(run, "--sent", sent, yes=True, past=True)
        way = naming.channel(run.project.plan, channel) if channel else ""
        out = letter_work.sent(register, one, replies or (), day, way, dry_run=dry_run)
        run.tell(
            nmsg("{count} response letter recorded as sent", "{count} response letters recorded as sent", len(out))
        )
        if dry_run:
            run.dry_run()
    else:
        wishes = letter_work.LetterWishes(replies or (), template, decision, following, pdf, drafts, again)
        _make(run, register, letter_work.prepare(run.project, register, one, wishes), by, dry_run=dry_run)


def _make(run: Terminal, register: "Register", found: "letter_work.PreparedLetters", by: str, *, dry_run: bool) -> None:
    for each in found.faults:
        run.tell(msg("{name}: {fault}", name=each.name, fault=each.message))
    for lack in found.lacks:
        run.tell(msg("fix the template so that everybody can read the response letters: {fault}", fault=lack))
    if found.same:
        run.tell(
            nmsg(
                "{count} reply has its response letter and nothing is new; --again writes it again",
                "{count} replies have their response letters and nothing is new; --again writes them again",
                found.same,
            )
        )
    if not dry_run and found.ready:
        for path in letter_work.carry_out(run.project, register, found, by):
            run.out(path.relative_to(run.project.folder.path).as_posix())
    run.tell(nmsg("{count} response letter", "{count} response letters", len(found.ready)))
    if dry_run:
        run.dry_run()
    if found.faults:
        raise typed.Exit(STOPPED)


def _show(run: Terminal, register: "Register", one: Consultation, *, as_json: bool) -> None:
    lines = [*letter_work.listed(register, one)]
    rows = [answer_letter_row(each.reply, each.recipient, each.letter) for each in lines]
    if listed(run, rows, msg("no response letters have been written"), as_json=as_json):
        return
    headings = (msg("Reply"), msg("To"), msg("Response letter"), msg("Made"), msg("Sent"), msg("File"))
    code = run.language.code
    table = [
        (
            str(each.reply),
            each.recipient,
            str(each.letter.ordinal),
            dates.medium(each.letter.at.date(), code),
            dates.medium(each.letter.sent, code) if each.letter.sent else "",
            each.letter.path,
        )
        for each in lines
    ]
    print_table([Column(run.say(heading)) for heading in headings], table)
