"""The rights of those whose data are kept: what they are told, what they are found by, and what is written to them."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rusctl.database import addresses, extracting
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary import KEPT
from rusctl.model.plan import Plan, Texts
from rusctl.model.recipients import mail_address
from rusctl.model.retention import Kept, Retention, RetentionClass
from rusctl.schedule.state import law
from rusctl.services.people import draft_files
from rusctl.storage.files.personal_data_search import traces

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.database.database import Register
    from rusctl.database.pieces import Identity

UNKNOWN = msg("not written down; say it in config/retention.toml")
RIGHTS = msg(
    "You have the right to see what is held about you, to have it corrected, and to ask that its use is restricted or "
    "that it is erased."
)


def objection(plan: Plan) -> Message:
    """Say to whom somebody objects to the use of their data, and complains (articles 13.2 d and 21.4 of the GDPR)."""
    if not plan.process.contact:
        return msg(
            "You have the right to object to the use of your data ({law}), and to complain to the supervisory "
            "authority.",
            law=law.OBJECTION,
        )
    return msg(
        "You have the right to object to the use of your data ({law}): write to {contact}. You may complain to the "
        "supervisory authority.",
        law=law.OBJECTION,
        contact=plan.process.contact,
    )


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
    what, decision = KEPT[one.what], one.decision
    if one.what is Kept.HISTORY:
        return nmsg(
            "{what}: {count} month after the change (decision {decision})",
            "{what}: {count} months after the change (decision {decision})",
            one.months,
            what=what,
            decision=decision,
        )
    if one.what is Kept.ERASED:
        return nmsg(
            "{what}: {count} month after the erasure (decision {decision})",
            "{what}: {count} months after the erasure (decision {decision})",
            one.months,
            what=what,
            decision=decision,
        )
    return nmsg(
        "{what}: {count} month after the last event (decision {decision})",
        "{what}: {count} months after the last event (decision {decision})",
        one.months,
        what=what,
        decision=decision,
    )


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


def identity(connection: "Connection", number: int, gone: Collection[int] = ()) -> "Identity":
    """Give what a person can be found by, with the addresses that they have or had.

    An address that somebody else has now is no longer the person's; `gone` are those who are to go as well.
    """
    found = extracting.identity(connection, number)
    spelled = [mail_address(one) for one in found.addresses]
    others = extracting.shared(connection, found.texts, but={number, *gone})
    had = addresses.of(connection, number)
    others |= extracting.shared(connection, had, but={number, *gone})
    more = [one for one in dict.fromkeys([*spelled, *had]) if one and one not in found.texts and one not in others]
    texts = (*found.texts, *more)
    return found._replace(
        texts=texts,
        contacts=(*found.contacts, *more),
        addresses=tuple(one for one in (*found.addresses, *more) if one not in others),
        own=tuple(one for one in texts if one not in others),
    )


def without_drafts(folder: Path, register: "Register", number: int) -> Message | None:
    """Remove the drafts to somebody who may not be written to any more, and say so; None where there were none."""
    with register.reading() as connection:
        who = identity(connection, number)
    count = draft_files.remove(register, folder, [who])
    if not count:
        return None
    return nmsg(
        "{count} draft to the person is removed; rusctl invite --unsent writes it again, once that is lifted",
        "{count} drafts to the person are removed; rusctl invite --unsent writes them again, once that is lifted",
        count,
    )


def traces_of(folder: Path, texts: Sequence[str]) -> list[str]:
    """Give the files of the folder in which one of some texts stands, each with its line, without the text."""
    return [f"{one.file}:{one.line}" if one.line else one.file for one in traces(folder, texts)]


def others_files(folder: Path, texts: Sequence[str]) -> list[str]:
    """Give those of them that are the user's own, and not what rusctl keeps beside the plan."""
    return [place for place in traces_of(folder, texts) if not place.startswith(("register/", ".rusctl/"))]
