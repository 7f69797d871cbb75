"""Who is written to and what they answer: values that recipient lists, mail and the register share."""

import datetime as dt
import re
from enum import StrEnum
from typing import TYPE_CHECKING

from rusctl.model.record import dataclass

if TYPE_CHECKING:
    from rusctl.model.people import Answer

_LOCAL = re.compile(r"[A-Za-z0-9!$'*+_~-]+(?:\.[A-Za-z0-9!$'*+_~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_LONGEST_LOCAL = 64
_LONGEST_LABEL = 63
_LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1


class Part(StrEnum):
    """How somebody takes part in a meeting."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    CHAIR = "chair"
    INFORMED = "informed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody to invite; `role` is an id of config/roles.toml, and an empty `language` the folder's.

    `address` comes from `mail_address`, so that it can stand in a header, an envelope and a ``mailto:`` as it is.
    """

    address: str
    name: str = ""
    role: str = ""
    part: Part = Part.REQUIRED
    language: str = ""

    @property
    def key(self) -> str:
        """What tells one recipient from another: the same mailbox, however it is written."""
        return self.address.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an iTIP REPLY says about one event and one attendee; nothing else in it is taken.

    `status` is the PARTSTAT as it was written, in capitals, and `answer` what it means, None where it is none of ours;
    `delegate` is whom a delegation sends, `guests` how many come along. `stamp` is in UTC, None where the reply has
    none. `name` and `proposed` are of a counter-proposal: whose it is, and the time that it asks for, in ISO 8601 by
    the plan's clock, both ends parted by a slash.
    """

    uid: str
    address: str
    status: str
    comment: str = ""
    sequence: int = 0
    stamp: dt.datetime | None = None
    delegate: str = ""
    answer: "Answer | None" = None
    guests: int = 0
    name: str = ""
    proposed: str = ""


def mail_address(text: str) -> str:
    """Give an e-mail address as mail can carry it, or nothing where it is none.

    The name before the @ holds letters a to z, digits and ``. _ - + ' ! $ * ~`` only: what else RFC 5322 allows has to
    be escaped in one place or another, and is not met with. A domain with å, ä or ö is written as the network has it.
    """
    local, _, domain = text.strip().rpartition("@")
    if not _LOCAL.fullmatch(local) or len(local) > _LONGEST_LOCAL:
        return ""
    try:
        host = domain.encode("idna").decode("ascii").lower() if not domain.isascii() else domain.lower()
    except UnicodeError:
        return ""
    labels = host.split(".")
    sound = all(_LABEL.fullmatch(label) and len(label) <= _LONGEST_LABEL for label in labels)
    if len(labels) == 1 or not sound or labels[-1].isdigit():
        return ""
    address = f"{local}@{host}"
    return address if len(address) <= _LONGEST_ADDRESS else ""
