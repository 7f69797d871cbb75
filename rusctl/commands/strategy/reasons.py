"""`rusctl strategy reason` and `rusctl strategy gone`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import make
from rusctl.commands.common.options import DryRun, Reason
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.services.strategy import reasons

VersionId = Annotated[
    str, typed.Argument(metavar="VERSION", help="The version in which it was changed.", asks=typed.VERSION)
]
ParagraphId = Annotated[
    str, typed.Argument(metavar="PARAGRAPH", help="The paragraph's id, such as p031.", asks=typed.TEXT)
]


def reason(
    context: typed.Context,
    version: VersionId,
    paragraph: ParagraphId,
    text: Annotated[str, typed.Argument(metavar="TEXT", help="Why; an empty text takes it out.")] = "",
    *,
    inputs: Annotated[
        list[str] | None, typed.Option("--input", metavar="INPUT", help="An input that led to it. Repeatable.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Note why a paragraph was changed in a version, and from which inputs."""
    run = terminal(context)
    proposal = reasons.reason(run.project, version, paragraph, text, inputs or ())
    make(run, paragraph, proposal, msg("it is noted for {id}", id=paragraph), dry_run=dry_run)


def gone(
    context: typed.Context,
    version: VersionId,
    paragraph: ParagraphId,
    *,
    why: Reason = "",
    dry_run: DryRun = False,
) -> None:
    """Note that a paragraph of an earlier version is gone in this one."""
    run = terminal(context)
    proposal = reasons.gone(run.project, version, paragraph, why)
    make(run, paragraph, proposal, msg("it is noted for {id}", id=paragraph), dry_run=dry_run)
