"""What the commands about consultations have in common: which consultation is meant."""

from typing import Annotated

from rusctl.commands.common import typed

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
    str, typed.Argument(metavar="BODY", help="Its name or its number on the circulation list.", asks=typed.TEXT)
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
