"""A file that somebody sent as its reply: read, with what is attached to it, and told what is not read."""

import mimetypes
from collections.abc import Sequence
from typing import NamedTuple

from rusctl.consultation.reply_marks import points_to_file
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.services import foreign_file
from rusctl.services.project import Project
from rusctl.storage.files.digests import sha256
from rusctl.storage.folder import expanded
from rusctl.storage.untrusted import received_mail, reply_text
from rusctl.storage.untrusted.reply_text import LARGEST, MAIL, ReplyText

LISTS = (".csv", ".xlsx", ".xls", ".tsv")  # a form's answers, a row for each reply


class ReceivedFile(NamedTuple):
    """A file of a reply: its bytes, and its text, or why it has none."""

    name: str
    data: bytes
    sha256: str
    media_type: str
    text: ReplyText | None = None
    why: Message | None = None


class ReceivedDocument(NamedTuple):
    """What was given as one file: that file first, then what is attached to it; and what a message says in its head."""

    name: str
    files: tuple[ReceivedFile, ...]
    subject: str = ""
    senders: tuple[str, ...] = ()

    @property
    def is_mail(self) -> bool:
        """Whether it is a message."""
        return self.files[0].text is not None and self.files[0].text.kind == MAIL

    @property
    def lacks_file(self) -> bool:
        """Whether it says no more than that something is attached, and nothing is."""
        texts = [one.text for one in self.files if one.text is not None and one.text.text]
        return len(self.files) == 1 and len(texts) == 1 and points_to_file(texts[0].text)


def is_list(name: str) -> bool:
    """Whether a file is a list by its name: the answers of a form."""
    return name.casefold().endswith(LISTS)


def read(file: str) -> ReceivedDocument:
    """Read a file; RusctlError, with the reason in one sentence, where it is none that can be read."""
    data = foreign_file.raw(file, most=LARGEST)
    name = expanded(file).name
    if not data.strip(b"\0 \t\r\n"):
        raise RusctlError(msg("{file} is empty", file=name))
    kind = reply_text.kind_of(data, name)
    if kind != MAIL:
        return ReceivedDocument(name, (_file(name, data, text=reply_text.read(data, name, kind)),))
    found = received_mail.read(data, name)
    attached = (_attached(one.name, one.data, one.media_type) for one in found.attached)
    files = (_file(name, data, text=found.text), *attached)
    return ReceivedDocument(name, files, found.subject, found.senders)


def read_all(project: Project, files: Sequence[str]) -> list[ReceivedDocument]:
    """Read the files of one reply."""
    return [read(file) for file in project.progress(msg("Files"), files, len(files))]


def _attached(name: str, data: bytes, media_type: str) -> ReceivedFile:
    """Read a file that is attached to a message; one that is not read is kept all the same, with the reason."""
    try:
        kind = reply_text.kind_of(data, name)
        if kind == MAIL:
            found = received_mail.read(data, name)
            return _file(name, data, media_type, found.text)
        return _file(name, data, media_type, reply_text.read(data, name, kind))
    except RusctlError as error:
        return _file(name, data, media_type, why=error.message)


def _file(
    name: str, data: bytes, media_type: str = "", text: ReplyText | None = None, why: Message | None = None
) -> ReceivedFile:
    kind = media_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return ReceivedFile(name, data, sha256(data), kind, text, why)
