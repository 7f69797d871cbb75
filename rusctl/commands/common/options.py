"""Options that several commands take, said once."""

from typing import Annotated

from rusctl.commands.common import typed

AsJson = Annotated[bool, typed.Option("--json", help="Print JSON for programs.")]
# whoever takes --json takes these, too (by_typer.py), but who has one of its own
FORM = typed.Option("--format", metavar="csv|json|md|xlsx", help="The form of the rows; else a table to read.")
FILE = typed.Option("--output", "-o", metavar="FILE", help="Write the rows to a new file: .csv, .json, .md or .xlsx.")
DryRun = Annotated[bool, typed.Option("--dry-run", "-n", help="Show what would change, and change nothing.")]
Reason = Annotated[str, typed.Option("--reason", metavar="TEXT", help="Why.")]
Origin = Annotated[
    str,
    typed.Option("--source", metavar="TEXT", help="The source of the new date; the old date keeps its own source."),
]
Statuses = Annotated[
    list[str] | None,
    typed.Option("--status", metavar="STATUS", completes=typed.STATUS, help="Only this status. Repeatable."),
]
Municipalities = Annotated[
    list[str] | None,
    typed.Option(
        "--municipality", metavar="ID", completes=typed.MUNICIPALITY, help="Only this municipality. Repeatable."
    ),
]
Roles = Annotated[
    list[str] | None,
    typed.Option("--role", metavar="ID", completes=typed.ROLE, help="Only this role. Repeatable."),
]
Answers = Annotated[
    list[str] | None,
    typed.Option(
        "--answer",
        metavar="ANSWER",
        completes=typed.ANSWER,
        help="Only who has answered this, such as none. Repeatable.",
    ),
]
Send = Annotated[bool, typed.Option("--send", help="Send it through the mail server, in place of writing drafts.")]
SureToSend = Annotated[bool, typed.Option("--yes", "-y", help="Send without asking, which a terminal does.")]
Hidden = Annotated[bool, typed.Option("--hidden", help="Show those whose data are protected or restricted, too.")]
Kinds = Annotated[
    list[str] | None,
    typed.Option("--kind", metavar="KIND", completes=typed.KIND, help="Only this kind. Repeatable."),
]
From = Annotated[
    str | None,
    typed.Option("--from", metavar="DAY", help='Only from this day on: 2018-11-06, "nov 2018", "v 45".'),
]
To = Annotated[str | None, typed.Option("--to", metavar="DAY", help="Only up to this day.")]
WhenText = Annotated[
    str,
    typed.Argument(
        metavar="WHEN",
        help='The date as people write it: "7 nov", "2018-11-07 09:00-12:00", "v 48".',
        asks=typed.TEXT,
    ),
]
NoHours = Annotated[
    bool, typed.Option("--no-hours", help="The times of day do not hold on the new day, and are not known yet.")
]
Yes = Annotated[bool, typed.Option("--yes", "-y", help="Accept a guessed date without asking.")]


Owner = Annotated[str | None, typed.Option("--owner", metavar="ROLE", completes=typed.ROLE, help="Who sees to it.")]
DocumentNumber = Annotated[
    str | None, typed.Option("--dnr", metavar="TEXT", help="The diarienummer of the document about it.")
]
Note = Annotated[str | None, typed.Option("--note", metavar="TEXT", help="Anything else, never about a person.")]
BusyId = Annotated[str, typed.Argument(metavar="ID", help="The busy calendar's id.", asks=typed.BUSY)]
EventId = Annotated[
    str,
    typed.Argument(
        metavar="EVENT",
        help="The event's id, such as norberg.",
        asks=typed.EVENT,
    ),
]
EventIds = Annotated[
    list[str],
    typed.Argument(
        metavar="EVENT...",
        help="The event's id, such as norberg, or several.",
        asks=typed.EVENT,
    ),
]
MunicipalityId = Annotated[
    str, typed.Argument(metavar="MUNICIPALITY", help="Its id or its name, such as Köping.", asks=typed.MUNICIPALITY)
]
VenueId = Annotated[
    str, typed.Argument(metavar="VENUE", help="Its id or its name, such as Rådhuset.", asks=typed.VENUE)
]
RoleId = Annotated[str, typed.Argument(metavar="ROLE", help="Its id or its name.", asks=typed.ROLE)]
BodyId = Annotated[str, typed.Argument(metavar="BODY", help="Its id or its name.", asks=typed.BODY)]
NewId = Annotated[str, typed.Option("--id", metavar="ID", help="Its id; derived from its name if omitted.")]
PersonNumber = Annotated[
    int,
    typed.Argument(
        metavar="PERSON", help="The person's register number, as shown by rusctl person find.", asks=typed.TEXT
    ),
]
Agreed = Annotated[bool, typed.Option("--yes", "-y", help="Do it without asking.")]
