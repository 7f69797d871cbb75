"""What is said of a reply to a consultation when it is taken in, besides its files."""

import datetime as dt
from typing import Annotated, NamedTuple

from rusctl.commands.common import ask, typed
from rusctl.commands.common.pick import asks
from rusctl.commands.common.pick import one as picked
from rusctl.commands.terminal import Terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.model.plan import Hours

UNKNOWN = ("unknown", "okänd")


_Arrived = Annotated[
    str,
    typed.Option(
        "--arrived", metavar="DAY", help="The day on which it came in, which the registrar states; or unknown."
    ),
]
_FirstEmptying = Annotated[
    bool,
    typed.Option(
        "--first-emptying",
        help="It was there when the mailbox was first emptied that day: it came in on the working day before.",
    ),
]
_Bodies = Annotated[
    list[str] | None,
    typed.Option("--body", metavar="NAME|NUMBER", help="Who it is from, on the circulation list. Repeatable."),
]
_Channel = Annotated[str, typed.Option("--channel", metavar="WORD", help="How it came in, such as letter.")]
_Dated = Annotated[str, typed.Option("--dated", metavar="DAY", help="The day that stands on it.")]
_Level = Annotated[
    str,
    typed.Option("--level", metavar="WORD", help="Who decided on it: board, committee, official or unknown."),
]
_Decided = Annotated[str, typed.Option("--decided", metavar="DAY", help="The day on which it was decided.")]
_Stance = Annotated[str, typed.Option("--stance", metavar="WORD", help="Where it stands as a whole, such as support.")]
_Dnr = Annotated[str, typed.Option("--dnr", metavar="TEXT", help="Its diarienummer with us; else as it stands on it.")]
_TheirDnr = Annotated[
    str, typed.Option("--their-dnr", metavar="TEXT", help="The sender's own diarienummer; else as it stands on it.")
]


class ReplyFields(NamedTuple):
    """What the registrar and those who work with a reply say of it."""

    arrived: _Arrived = ""
    first_emptying: _FirstEmptying = False
    bodies: _Bodies = None
    new: Annotated[
        list[str] | None,
        typed.Option("--new", metavar="NAME", help="Who it is from, if not asked. Repeatable."),
    ] = None
    kind: Annotated[
        str,
        typed.Option(
            "--kind",
            metavar="KIND",
            help="What kind of body they are who were not asked.",
            completes=typed.CONSULTED_KIND,
        ),
    ] = ""
    channel: _Channel = ""
    authored: _Dated = ""
    level: _Level = ""
    decided: _Decided = ""
    stance: _Stance = ""
    dnr: _Dnr = ""
    their_dnr: _TheirDnr = ""
    adds_to: Annotated[
        int | None, typed.Option("--adds-to", metavar="NUMBER", help="The reply that it adds to.", min=1)
    ] = None
    replaces: Annotated[
        int | None, typed.Option("--replaces", metavar="NUMBER", help="The reply that it takes the place of.", min=1)
    ] = None
    text: Annotated[str, typed.Option("--text", metavar="TEXT", help="What was replied, where it is in no file.")] = ""
    heard_by: Annotated[
        str, typed.Option("--heard-by", metavar="INITIALS", help="Who heard and noted what was said and not written.")
    ] = ""
    heard: Annotated[
        str, typed.Option("--heard", metavar="WHEN", help="When that was: a day, or a day and a time.")
    ] = ""
    diary: Annotated[
        str,
        typed.Option(
            "--diary", metavar="NUMBER", help="Its number in the official register, where it is kept there alone."
        ),
    ] = ""
    by: Annotated[str, typed.Option("--by", metavar="INITIALS", help="The initials of the colleague who adds it.")] = ""


class ReplyCorrections(NamedTuple):
    """What is said of a reply that was taken in, to be corrected."""

    arrived: _Arrived = ""
    first_emptying: _FirstEmptying = False
    bodies: _Bodies = None
    channel: _Channel = ""
    authored: _Dated = ""
    level: _Level = ""
    decided: _Decided = ""
    stance: _Stance = ""
    dnr: _Dnr = ""
    their_dnr: _TheirDnr = ""


class ListFields(NamedTuple):
    """What is said of a list: the answers of a form."""

    columns: Annotated[
        list[str] | None,
        typed.Option(
            "--column", metavar="HEADING=FIELD", help="What a column of a form is; needed only once. Repeatable."
        ),
    ] = None
    sheet: Annotated[str, typed.Option("--sheet", metavar="NAME", help="The sheet of the workbook.")] = ""
    heading_row: Annotated[
        int, typed.Option("--heading-row", metavar="NUMBER", help="The row of the headings.", min=0)
    ] = 0


def arrived(run: Terminal, fields: ReplyFields, *, needed: bool) -> dt.date | None:
    """Read the day of arrival; a terminal is asked for it where it is needed, and no import ever makes one up."""
    text = fields.arrived
    if not text and needed and not fields.heard:
        if not asks():
            raise UsageError(
                msg("say with --arrived on which day it came in, as the registrar states it, or --arrived unknown")
            )
        text = picked(run, typed.TEXT, "", about=msg("On which day did it come in, as the registrar states it?"))
    if not text or text.casefold() in UNKNOWN:
        return None
    return _past(run, "--arrived", text)


def heard(run: Terminal, fields: ReplyFields) -> dt.datetime | None:
    """Read when something was heard, on the clock of the process; a day alone is its beginning."""
    if not fields.heard:
        return None
    found = ask.when(run, fields.heard, yes=True, past=True)
    start = found.start if isinstance(found, Hours) else dt.datetime.combine(found.first, dt.time.min)
    if found.first != found.last:
        raise UsageError(
            msg(
                "{option}: {text} is no single day; write the day, such as 8 Nov 2018",
                option="--heard",
                text=fields.heard,
            )
        )
    if found.first > run.project.today:
        raise UsageError(msg("{option}: {day} is after today", option="--heard", day=found.first))
    return start.astimezone(dt.UTC)


def day(run: Terminal, option: str, text: str) -> dt.date | None:
    """Read a day that has been, where one is said."""
    return _past(run, option, text) if text else None


def _past(run: Terminal, option: str, text: str) -> dt.date:
    found = ask.day(run, option, text, yes=True, past=True)
    if found > run.project.today:
        raise UsageError(msg("{option}: {day} is after today", option=option, day=found))
    return found
