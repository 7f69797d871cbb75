"""What a folder asks of the one who uses it: to run a command, to log in somewhere, to write outside itself.

A folder may have come from somebody else, so each of these acts only once the user has agreed to its exact content.
"""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from rusctl.errors import RusctlError
from rusctl.model.plan import MailSettings, Plan, Source, Target
from rusctl.model.wishes import MAIL, REGISTER, Pairs, Wish
from rusctl.storage.files import atomic
from rusctl.storage.files.digests import sha256
from rusctl.storage.files.names import PROCESS
from rusctl.storage.folder import expanded
from rusctl.storage.schema.target_keys import CALDAV


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


def digest(wish: Wish) -> str:
    """Give the digest of what is asked for, the same wherever the folder lies."""
    content = [wish.kind, wish.id, wish.pairs, wish.files]
    return sha256(json.dumps(content, ensure_ascii=True).encode("ascii"))


def digest_of(wishes: Sequence[Wish]) -> str:
    """Give one digest for all that a folder asks for."""
    return sha256("\n".join(sorted(map(digest, wishes))).encode("ascii"))


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
