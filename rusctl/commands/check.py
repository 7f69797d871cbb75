"""`rusctl check`."""

import os
from typing import Annotated

from rusctl.checks import manual
from rusctl.checks import run as checks
from rusctl.commands.common import typed
from rusctl.commands.common.of_register import of_register
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output import report
from rusctl.services import selection
from rusctl.services.planning import checking, in_git
from rusctl.services.planning.meeting_days import read_meetings

MOST_SHOWN = 1_000  # findings that people are shown; programs get all
FORMATS = ("text", "json", "github", "sarif")


def check(
    context: typed.Context,
    *,
    strict: Annotated[bool, typed.Option("--strict", help="Exit with code 1 on warnings too.")] = False,
    form: Annotated[
        str, typed.Option("--format", metavar="FORMAT", completes=typed.FORMAT, help="text, json, github or sarif.")
    ] = "",
    as_json: Annotated[bool, typed.Option("--json", help="The same as --format json.")] = False,
    privacy: Annotated[
        bool, typed.Option("--privacy", help="Look for personal data in what git has staged, and at nothing else.")
    ] = False,
    register: Annotated[
        bool, typed.Option("--register", help="Look at the register too: who is missing, not invited, not counted.")
    ] = False,
) -> None:
    """Check the plan and list findings with file and line."""
    run = terminal(context)
    form = _format(form, as_json=as_json)
    if privacy:
        found = in_git.staged_findings(run.project)
    else:
        in_short = of_register(run, wanted=register)
        found = checking.findings_of(read_meetings(run.project).loaded, run.project.today, in_short)
    if form == "text":
        text = report.text(found[:MOST_SHOWN], run.language, colours=run.coloured) or run.say(msg("no findings"))
    elif form == "github":
        text = report.github(found, in_git.place_in_repository(run.project))
    elif form == "sarif":
        from rusctl.output import sarif  # noqa: PLC0415 - loads json, for one format

        text = sarif.sarif(found, manual.entries())
    else:
        text = report.as_json(found)
    if text:
        run.out(text)
    if form == "text" and len(found) > MOST_SHOWN:
        run.tell(
            msg(
                "{count} findings; the first {most} are shown, and rusctl check --json has all",
                count=len(found),
                most=MOST_SHOWN,
            )
        )
    raise typed.Exit(checks.exit_code(found, strict=strict))


def _format(form: str, *, as_json: bool) -> str:
    if as_json:
        return "json"
    if not form:
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    if form not in FORMATS:
        raise selection.no_format(form, FORMATS)
    return form
