"""`rusctl consultation publish`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import msg, nmsg
from rusctl.services.consulting import naming, opening
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from rusctl.services.consultation import publishing
else:
    publishing = later("rusctl.services.consultation.publishing")

_ALL = "docx,html,xlsx"


def publish(
    context: typed.Context,
    *,
    consultation: WhichConsultation = "",
    folder: Annotated[
        str,
        typed.Option("--folder", metavar="FOLDER", help="Where to; else published/ and its id in the plan's folder."),
    ] = "",
    forms: Annotated[
        str, typed.Option("--forms", metavar="docx,html,pdf,xlsx", help="Which files; else Word, pages and a workbook.")
    ] = _ALL,
    language: Annotated[
        str, typed.Option("--language", metavar="sv|en", help="The language of the files; else the plan's.")
    ] = "",
    show: Annotated[bool, typed.Option("--show", help="Say the words that stop it, for you alone.")] = False,
    allow: Annotated[
        list[int] | None,
        typed.Option("--allow", metavar="REPLY", help="Only note that a reply's text may be published. Repeatable."),
    ] = None,
    withhold: Annotated[
        list[int] | None,
        typed.Option("--withhold", metavar="REPLY", help="Only note that it may not be. Repeatable."),
    ] = None,
    mask: Annotated[
        str, typed.Option("--mask", metavar="WORDS", help="Only mask words wherever they stand in the replies.")
    ] = "",
    public: Annotated[
        list[str] | None,
        typed.Option("--public", metavar="WORD", help="Only confirm that a word is public, such as Berg. Repeatable."),
    ] = None,
    ground: Annotated[
        str, typed.Option("--ground", metavar="TEXT", help="With --allow, --withhold and --mask: consent, or why.")
    ] = "",
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Write the compilation of all comments and answers for everybody to read: in three orders whose sums agree.

    Beside it the changes in the text with the comments behind them, and in short what was said and done. Private people
    are numbered, masked passages are left out, and every file is searched for what was taken away. The text of their
    replies is published only where --allow says on which ground.
    """
    run = terminal(context)
    one = naming.named(run.project, consultation)
    register = opening.opened(run.project)
    noted = [bool(allow), bool(withhold), bool(mask), bool(public)]
    if sum(noted) > 1:
        raise UsageError(msg("say one of --allow, --withhold, --mask and --public at a time"))
    if any(noted):
        if dry_run:
            run.dry_run()
            return
        if allow or withhold:
            numbers = allow or withhold or []
            count = publishing.consent(register, one, numbers, published=bool(allow), ground=ground)
            run.tell(nmsg("noted for {count} reply", "noted for {count} replies", count))
        elif mask:
            count = publishing.mask(register, one, mask, ground, by)
            run.tell(nmsg("masked in {count} place", "masked in {count} places", count))
        else:
            publishing.confirm(run.project, register, one, public or [], by)
            run.tell(msg("confirmed as public: {words}", words=public))
        return
    code = language or run.project.plan.process.language
    if code not in LANGUAGES:
        raise UsageError(msg("{language} is no language here; there are {known}", language=code, known=list(LANGUAGES)))
    wanted = [each.strip() for each in forms.split(",") if each.strip()]
    found, stopping = publishing.prepared(run.project, register, one, wanted, Language(code))
    publishing.refuse(stopping, shown=show)
    _tell(run, found)
    if dry_run:
        run.dry_run(to_file=True)
        return
    where = expanded(folder) if folder else run.project.folder.path / "published" / one.id
    for path in publishing.write(where, found.files):
        run.out(str(path))


def _tell(run: Terminal, found: "publishing.PublicFiles") -> None:
    if found.unanswered:
        run.tell(msg("these comments have no answer yet: {names}", names=list(found.unanswered)))
    run.tell(
        nmsg(
            "{count} comment, the same in every order",
            "{count} comments, the same in every order",
            found.comments,
        )
    )
    if found.unpublished:
        run.tell(
            nmsg(
                "the text of {count} reply stays out; --allow says on which ground it may be published",
                "the texts of {count} replies stay out; --allow says on which ground they may be published",
                found.unpublished,
            )
        )
