"""What the commands for a person's rights have in common."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from rusctl.commands.session import Session
from rusctl.language.message import Message, msg
from rusctl.model import Texts
from rusctl.retention import Kept, Retention, RetentionClass

Number = Annotated[int, typer.Argument(metavar="PERSON", help="The person's number, as rusctl person find gives it.")]
Decision = Annotated[
    str, typer.Option("--decision", metavar="DNR", help="The diarienummer of the decision that it is done by.")
]
KEPT: dict[Kept, Message] = {
    Kept.CONTACT: msg("e-mail and telephone"),
    Kept.PERSON: msg("all about a person; counts stay, without the person"),
    Kept.HISTORY: msg("what undo has of changes"),
}
UNKNOWN = msg("not written down; say it in config/retention.toml")


def processing(retention: Retention) -> list[tuple[str, Message, Message]]:
    """Give what a person is told of how their data are handled: the key, its heading, and what it says."""

    def text(names: object) -> Message:
        return msg("{text}", text=Texts(names)) if isinstance(names, dict) and names else UNKNOWN

    classes = [_class(one) for one in retention.classes]
    return [
        ("controller", msg("Responsible"), text(retention.controller)),
        (
            "officer",
            msg("Data protection officer"),
            msg("{text}", text=retention.officer) if retention.officer else UNKNOWN,
        ),
        ("purpose", msg("Purpose"), text(retention.purpose)),
        ("legal_basis", msg("Legal basis"), text(retention.legal_basis)),
        (
            "recipients",
            msg("Recipients"),
            msg("{parts}", parts=[Texts(one) for one in retention.recipients]) if retention.recipients else UNKNOWN,
        ),
        ("origin", msg("Where the data are from"), text(retention.origin)),
        ("retention", msg("Kept"), msg("{parts}", parts=classes) if classes else UNKNOWN),
    ]


def _class(one: RetentionClass) -> Message:
    args = {"what": KEPT[one.what], "months": one.months, "decision": one.decision}
    if one.what is Kept.HISTORY:
        return msg("{what}: {months} months after the change (decision {decision})", **args)
    return msg("{what}: {months} months after the last event (decision {decision})", **args)


def lacking(retention: Retention) -> list[str]:
    """Give the keys of config/retention.toml that nobody has written down."""
    given = {
        "controller": retention.controller,
        "officer": retention.officer,
        "purpose": retention.purpose,
        "legal_basis": retention.legal_basis,
        "recipients": retention.recipients,
        "origin": retention.origin,
        "class": retention.classes,
    }
    return [key for key, value in given.items() if not value]


def traces_of(run: Session, texts: Sequence[str]) -> list[str]:
    """Give the files of the folder in which one of some texts stands, each with its line, without the text."""
    from rusctl.storage.traces import traces  # noqa: PLC0415 - only when it is asked for

    return [f"{one.file}:{one.line}" if one.line else one.file for one in traces(run.folder.path, texts)]


def register_path(run: Session) -> Path:
    """Give the folder of what holds persons."""
    return run.folder.path / "register"
