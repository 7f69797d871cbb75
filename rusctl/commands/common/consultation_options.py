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
