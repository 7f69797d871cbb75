"""What the commands about consultations have in common: which consultation is meant."""

from typing import Annotated

from rusctl.commands.common import typed

ReplyNumber = Annotated[
    int, typed.Argument(metavar="REPLY", help="The reply's number.", min=1, max=999_999, asks=typed.TEXT)
]
Comments = Annotated[
    list[str] | None,
    typed.Argument(metavar="[COMMENT]...", help="Comments by their names, such as 17.4: reply 17, its fourth."),
]
WhichConsultation = Annotated[
    str,
    typed.Option(
        "--consultation",
        metavar="ID",
        completes=typed.CONSULTATION,
        help="Which consultation; not needed where there is only one.",
    ),
]
SomeBodies = Annotated[
    list[str] | None,
    typed.Argument(metavar="[BODY]...", help="Names or numbers on the circulation list."),
]
OneBody = Annotated[
    str, typed.Argument(metavar="NAME", help="Its name or its number on the circulation list.", asks=typed.TEXT)
]
Channel = Annotated[
    str,
    typed.Option(
        "--channel",
        metavar="CHANNEL",
        help="Which way, as rusctl consultation words has them.",
        completes=typed.CHANNEL,
    ),
]
