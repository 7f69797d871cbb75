"""`rusctl strategy export`."""

from typing import Annotated

from rusctl.commands.common import endings, typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.write_report import write_octets
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.services.strategy import export_text

_MARKDOWN, _WORD = ".md", (".docx",)


def export(
    context: typed.Context,
    version: Annotated[
        str, typed.Argument(metavar="VERSION", help="The version's id or its name.", asks=typed.VERSION)
    ],
    *,
    output: Annotated[
        str, typed.Option("--output", "-o", metavar="FILE|-", help="Where to: .docx, .md, or - for Markdown on stdout.")
    ] = "-",
    template: Annotated[
        str, typed.Option("--template", metavar="FILE", help="The region's Word template (.dotx or .docx).")
    ] = "",
    with_ids: Annotated[bool, typed.Option("--with-ids", help="Markdown with the paragraphs' ids.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Write a version out: Markdown letter by letter as it was taken in, or Word in the styles of a template.

    The text goes where the template has a paragraph {{ strategi }}, else after all that it holds.
    """
    run = terminal(context)
    endings.keep_to(output, ".docx", ".md")
    in_word = output.casefold().endswith(_WORD)
    if template and not in_word:
        raise UsageError(msg("a template is for Word; name a file that ends with .docx"))
    if in_word and with_ids:
        raise UsageError(msg("ids are written in Markdown alone; name a file that ends with .md"))
    if in_word:
        octets = export_text.word(run.project, version, template, run.project.plan.process.language)
    else:
        octets = export_text.markdown(run.project, version, with_ids=with_ids)
    write_octets(run, octets, output, dry_run=dry_run)
