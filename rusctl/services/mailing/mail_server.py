"""The mail server of a folder, with its secret, from config/targets.toml."""

from pathlib import Path

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.mail.smtp import Security, Server
from rusctl.model.plan import Plan
from rusctl.storage.files.names import TARGETS
from rusctl.storage.secrets import secret

PORTS = {"starttls": 587, "tls": 465, "none": 25}


def server_of(plan: Plan, sender: str, folder: Path) -> "Server":
    """Give the server to send through; RusctlError where there is none, or where a secret would go in the clear."""
    settings = plan.publishing.mail
    if settings is None:
        text = msg("no mail server: name one as [mail] in {file}, or leave out --send for drafts", file=TARGETS)
        raise RusctlError(text)
    if settings.in_the_clear:
        text = msg(
            "{user} would log in to {host} in the clear; set security to starttls or tls, or leave out user",
            user=settings.user,
            host=settings.host,
        )
        raise RusctlError(text, settings.at.key("security"))
    word = ""
    if settings.user:
        word = secret(
            settings.host,
            settings.user,
            command=settings.password_command,
            variable=settings.password_env,
            at=settings.at,
            folder=folder,
        )
    return Server(
        host=settings.host,
        port=settings.port or PORTS[settings.security],
        security=Security(settings.security),
        sender=sender,
        user=settings.user,
        secret=word,
        token=settings.login == "xoauth2",
        ca=settings.ca,
    )
