"""A file that goes with messages, such as the programme: of a kind that mail programs open, and not too large."""

from collections.abc import Mapping
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.mail.message import Attachment
from rusctl.storage.files import atomic
from rusctl.storage.folder import expanded

MIB = 1024 * 1024
MOST_MIB = 3  # of one file: a mail grows by a third on its way, and many servers refuse 10 MiB
MOST_MIB_IN_ALL = 200  # of all messages of a run, which wait in the outbox until they are sent
LONGEST_NAME = 100

_OFFICE = "application/vnd.openxmlformats-officedocument"


class _FileForm(NamedTuple):
    """A kind of file: what MIME calls it, and what such a file begins with."""

    kind: str
    begins: bytes


KINDS: Mapping[str, _FileForm] = {
    "pdf": _FileForm("application/pdf", b"%PDF-"),
    "docx": _FileForm(f"{_OFFICE}.wordprocessingml.document", b"PK\x03\x04"),
    "xlsx": _FileForm(f"{_OFFICE}.spreadsheetml.sheet", b"PK\x03\x04"),
    "pptx": _FileForm(f"{_OFFICE}.presentationml.presentation", b"PK\x03\x04"),
    "odt": _FileForm("application/vnd.oasis.opendocument.text", b"PK\x03\x04"),
    "png": _FileForm("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": _FileForm("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": _FileForm("image/jpeg", b"\xff\xd8\xff"),
}


def attachment(name: str) -> Attachment:
    """Read a file that is to go with messages; RusctlError where it is none that can."""
    path = expanded(name)
    form = KINDS.get(path.suffix.removeprefix(".").lower())
    if not path.is_file():
        raise RusctlError(msg("{file} is no file; name what is to go with the messages", file=name))
    if form is None:
        text = msg("{file} cannot go with a message; save it as one of {known}", file=path.name, known=", ".join(KINDS))
        raise RusctlError(text)
    if path.stat().st_size > MOST_MIB * MIB:
        text = msg(
            "{file} is larger than {most} MiB; make it smaller, or write where it is to be found",
            file=path.name,
            most=MOST_MIB,
        )
        raise RusctlError(text)
    octets = atomic.read(path)
    if not octets.startswith(form.begins):
        raise RusctlError(msg("{file} is not what its name says; open it, and save it again", file=path.name))
    if not path.name.isprintable() or len(path.name) > LONGEST_NAME:
        raise RusctlError(msg("the name of the file is too long, or holds what cannot be seen; give it another"))
    return Attachment(path.name, form.kind, octets)


def refuse_too_much(attached: Attachment, messages: int) -> None:
    """Raise RusctlError where all messages of a run would be larger together than an outbox is to hold."""
    if messages * len(attached.octets) > MOST_MIB_IN_ALL * MIB:
        text = msg(
            "{count} messages with {file} are more than {most} MiB together; make the file smaller, or write to some "
            "at a time (--role, --municipality)",
            count=messages,
            file=attached.name,
            most=MOST_MIB_IN_ALL,
        )
        raise RusctlError(text)


def told(attached: Attachment) -> Message:
    """Say what goes with each message."""
    size = max(1, round(len(attached.octets) / 1024))
    return msg("{file} ({size} kB) goes with each message", file=attached.name, size=size)
