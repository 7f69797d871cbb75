"""Passwords and tokens: from a command, an environment variable or the system's keyring, and never from a file.

What is found is shown nowhere: an error names where it was looked for and never what was there.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import Message, msg
from rusctl.model.plan import NOWHERE, Source

COMMAND_SECONDS = 60.0
LONGEST = 16_384  # characters: a token takes two thousand


def secret(
    service: str,
    user: str,
    *,
    command: Sequence[str] = (),
    variable: str = "",
    at: Source = NOWHERE,
    folder: Path | None = None,
) -> str:
    """Give the password of a user at a service: the command's if there is one, else the variable's, else the keyring's.

    The command is run in `folder`. EnvironmentFailureError, with the place that asks for it, where there is none.
    """
    if command:
        return _usable(_from_command(command, at, folder), msg("the password command"), at)
    if variable:
        return _usable(_from_environment(variable, at), msg("the environment variable {name}", name=variable), at)
    return _usable(_from_keyring(service, user, at), msg("the keyring"), at)


def _from_command(command: Sequence[str], at: Source, folder: Path | None) -> str:
    """Run the command without a shell, and give the first line it writes; its talk is not shown."""
    import subprocess  # only a password command needs it

    try:
        done = subprocess.run(  # noqa: S603 - the folder's own words, and no shell
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            timeout=COMMAND_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        seconds = round(COMMAND_SECONDS)
        text = msg("the password command {name} was not done after {seconds} s", name=command[0], seconds=seconds)
        raise EnvironmentFailureError(text, at) from None
    except (OSError, ValueError):
        text = msg("the password command {name} cannot be run; look at password_command", name=command[0])
        raise EnvironmentFailureError(text, at) from None
    if done.returncode:
        text = msg(
            "the password command {name} failed (exit code {code}); run it by hand to see why",
            name=command[0],
            code=done.returncode,
        )
        raise EnvironmentFailureError(text, at)
    with suppress(UnicodeDecodeError):
        return done.stdout.decode().partition("\n")[0].removesuffix("\r")
    raise EnvironmentFailureError(msg("what the password command {name} gives is no text", name=command[0]), at)


def _from_environment(variable: str, at: Source) -> str:
    found = os.environ.get(variable, "")
    if not found:
        text = msg("the environment variable {name} holds no password; set it, and try again", name=variable)
        raise EnvironmentFailureError(text, at)
    return found


def _from_keyring(service: str, user: str, at: Source) -> str:
    try:
        from keyring import errors, get_password  # an extra, which few install
    except ImportError:
        text = msg(
            "no password: name one with password_env or password_command, or install the keyring "
            "(pip install 'rusctl[keyring]')"
        )
        raise EnvironmentFailureError(text, at) from None
    try:
        found: str | None = get_password(service, user)
    except errors.KeyringError:
        text = msg("the system's keyring cannot be opened; use password_env or password_command instead")
        raise EnvironmentFailureError(text, at) from None
    if not found:
        text = msg(
            "the keyring holds no password for {user} at {service}; put it there with: keyring set {service} {user}",
            user=user,
            service=service,
        )
        raise EnvironmentFailureError(text, at)
    return found


def _usable(found: str, where: Message, at: Source) -> str:
    """Refuse what cannot be a password, without saying what it was."""
    if not found or len(found) > LONGEST or not all(character.isprintable() for character in found):
        raise EnvironmentFailureError(msg("{where} gives nothing that can be a password", where=where), at)
    return found
