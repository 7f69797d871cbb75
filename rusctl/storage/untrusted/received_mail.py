"""A message that somebody sent as its reply, taken from the process that has read it."""

import base64
from typing import NamedTuple

from rusctl.storage.untrusted import reply_text
from rusctl.storage.untrusted.reply_text import MAIL, ReplyText


class Attached(NamedTuple):
    """A file that is attached to a message."""

    name: str
    media_type: str
    data: bytes


class ReadMail(NamedTuple):
    """A message: what stands in its head, its text, and what is attached to it.

    `sent` is what the head says of the day, which is no day of arrival; `senders` are addresses.
    """

    subject: str
    senders: tuple[str, ...]
    sent: str
    text: ReplyText
    attached: tuple[Attached, ...]


def read(data: bytes, name: str) -> ReadMail:
    """Give a message; RusctlError, with the reason in one sentence, where it is none that can be read."""
    found = reply_text.worked(data, name, MAIL)
    return ReadMail(
        found["subject"],
        tuple(found["senders"]),
        found["sent"],
        reply_text.from_json(found["text"]),
        tuple(Attached(one["name"], one["media_type"], base64.b64decode(one["data"])) for one in found["attached"]),
    )
