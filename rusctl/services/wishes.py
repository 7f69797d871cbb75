"""What a folder asks of the one who uses it: to run a command, to log in somewhere, to write outside itself.

A folder may have come from somebody else, so each of these acts only once the user has agreed to its exact content.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.model.plan import MailSettings, Plan, Source, Target
from rusctl.storage.files import atomic
from rusctl.storage.files.digests import sha256
from rusctl.storage.files.names import PROCESS
from rusctl.storage.folder import expanded
from rusctl.storage.schema.target_keys import CALDAV

MAIL, REGISTER = "mail", "register"
_PASSWORD = re.compile(r"(://[^:@/?#]*):[^@/?#]*@|((?:^|[?&])(?:ssl)?password=)[^&]*")
Pairs = tuple[tuple[str, str | tuple[str, ...]], ...]


class Wish(NamedTuple):
    """One thing that a folder asks for: what and which, the keys and values that act, and the files they name."""

    kind: str
    id: str
    pairs: Pairs
    files: tuple[tuple[str, str], ...]
    at: Source

    @property
    def digest(self) -> str:
        """The digest of the content, the same wherever the folder lies."""
        import json

        content = [self.kind, self.id, self.pairs, self.files]
        return sha256(json.dumps(content, ensure_ascii=True).encode("ascii"))

    def shown(self) -> Iterator[tuple[str, str]]:
        """Give the keys and values as they may be shown: a password that stands in an address is left out."""
        for key, value in self.pairs:
            yield key, _words(value) if isinstance(value, tuple) else _PASSWORD.sub(_without, value)
        for name, digest in self.files:
            yield name, f"sha256 {digest[:16]}…"


def of(plan: Plan, project: Path) -> list[Wish]:
    """Give all that a folder asks for, in the order of its files."""
    found = [wish for target in plan.publishing.targets if (wish := of_target(target, project))]
    if plan.publishing.mail:
        found.append(of_mail(plan.publishing.mail, project))
    if plan.process.register:
        found.append(of_register(plan))
    return found


def of_target(target: Target, project: Path) -> Wish | None:
    """Give what a target asks for; None for a folder within the plan's."""
    if target.kind == CALDAV:
        keys = ("url", "calendar", "user", "password_command", "password_env", "ca")
        pairs = _said(target, keys)
        return Wish(target.kind, target.id, pairs, _files(project, target.password_command, target.ca), target.at)
    if not target.path or not _outside(target.path, project):
        return None
    return Wish(target.kind, target.id, (("path", target.path),), (), target.at)


def of_mail(settings: MailSettings, project: Path) -> Wish:
    """Give what [mail] asks for."""
    keys = ("host", "port", "security", "login", "user", "password_command", "password_env", "ca")
    files = _files(project, settings.password_command, settings.ca)
    return Wish(MAIL, MAIL, _said(settings, keys), files, settings.at)


def of_register(plan: Plan) -> Wish:
    """Give what the register's address asks for: a connection, with the password that this machine has for it."""
    return Wish(REGISTER, REGISTER, (("register", plan.process.register),), (), Source(PROCESS, ("register",)))


def digest_of(wishes: Sequence[Wish]) -> str:
    """Give one digest for all that a folder asks for."""
    return sha256("\n".join(sorted(one.digest for one in wishes)).encode("ascii"))


def _said(record: Target | MailSettings, keys: Iterable[str]) -> Pairs:
    found = ((key, getattr(record, key)) for key in keys)
    return tuple((key, value if isinstance(value, tuple) else str(value)) for key, value in found if value)


def _outside(path: str, project: Path) -> bool:
    """Whether a path leads out of the plan's folder; as written first, since a look at it may ask another machine."""
    plan, written = os.path.abspath(project), os.path.abspath(project / expanded(path))  # noqa: PTH100 - no link followed
    if not _within(written, plan):
        return True
    return not _within(os.path.realpath(written), os.path.realpath(plan))


def _within(path: str, folder: str) -> bool:
    return os.path.normcase(path + os.sep).startswith(os.path.normcase(folder.rstrip(os.sep) + os.sep))


def _files(project: Path, command: Iterable[str], ca: str) -> tuple[tuple[str, str], ...]:
    """Give the digests of the plan's own files that are named: what a command does stands in them."""
    found = {}
    for word in (*command, *((ca,) if ca else ())):
        path = project / expanded(word)
        if word and not _outside(word, project) and path.is_file():
            try:
                found[word] = sha256(atomic.read(path))
            except RusctlError:
                found[word] = ""
    return tuple(sorted(found.items()))


def _words(command: Iterable[str]) -> str:
    import shlex  # noqa: PLC0415 - only to show a command

    return shlex.join(command)


def _without(found: re.Match[str]) -> str:
    return f"{found[1]}@" if found[1] else found[2]
