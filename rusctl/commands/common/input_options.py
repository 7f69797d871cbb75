"""What the commands that store inputs are told of where and how an input was given."""

from typing import Annotated

from rusctl.commands.common import typed

Kind = Annotated[
    str,
    typed.Option(
        "--kind",
        metavar="KIND",
        help="What kind of input it is: utmaning, möjlighet, förslag, sakuppgift.",
        completes=typed.INPUT_KIND,
    ),
]
Roles = Annotated[
    list[str] | None,
    typed.Option(
        "--role", metavar="ID", help="In which role it was said, never by whom. Repeatable.", completes=typed.ROLE
    ),
]
Table = Annotated[str, typed.Option("--table", metavar="NAME", help="The group or the table it was said at.")]
Question = Annotated[
    str, typed.Option("--question", metavar="ID|NUMBER", help="The fixed question it answers: its id or its number.")
]
Municipality = Annotated[
    str,
    typed.Option(
        "--municipality",
        metavar="ID",
        help="The municipality it is about; else that of the event.",
        completes=typed.MUNICIPALITY,
    ),
]
NotedBy = Annotated[str, typed.Option("--by", metavar="INITIALS", help="The initials of the colleague who notes it.")]
Found = Annotated[
    str,
    typed.Option(
        "--found",
        metavar="take-out|keep|wait",
        help="What is done where an email address, a name of the register or the like is found: asked, else it waits.",
    ),
]
InputId = Annotated[str, typed.Argument(metavar="INPUT", help="The input's id, such as SALA-014.", asks=typed.TEXT)]
InputRef = Annotated[
    str,
    typed.Argument(
        metavar="INPUT", help="The input's id, such as SALA-014; SALA-014.2 is its second part.", asks=typed.TEXT
    ),
]
OfEvent = Annotated[
    str, typed.Option("--event", metavar="EVENT", help="Only inputs of this event.", completes=typed.EVENT)
]
