"""Passwords: where they come from, and that nothing shows them."""

import sys
import traceback
import types

import pytest

from rusctl.errors import EnvironmentFailureError
from rusctl.language.catalogue import Language
from rusctl.storage import secrets
from rusctl.storage.secrets import secret

WORD = "hemlig-åäö-€"


def test_from_a_command() -> None:
    code = f"import sys; sys.stdout.buffer.write({WORD!r}.encode() + b'\\r\\nuser: rus\\n')"
    assert secret("s", "rus", command=[sys.executable, "-c", code]) == WORD


def test_a_command_needs_no_shell() -> None:
    assert (
        secret("s", "rus", command=[sys.executable, "-c", "import sys; print(sys.argv[1])", "$HOME;`id`"])
        == "$HOME;`id`"
    )


def test_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALENDAR_PASSWORD", WORD)
    assert secret("s", "rus", variable="CALENDAR_PASSWORD") == WORD


@pytest.mark.parametrize(
    "code",
    [
        f"print({WORD!r}); raise SystemExit(3)",
        f"import sys; sys.stderr.write({WORD!r}); raise SystemExit(1)",
        f"print({WORD!r}); import time; time.sleep(60)",
        "import sys; sys.stdout.buffer.write(b'\\xff\\xfe')",
        "print()",
        "pass",
        f"print({WORD!r} + chr(0))",
        f"print({WORD!r} * 10_000)",
    ],
)
def test_a_command_that_fails(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], code: str) -> None:
    monkeypatch.setattr(secrets, "COMMAND_SECONDS", 1 if "sleep" in code else 60)
    with pytest.raises(EnvironmentFailureError) as error:
        secret("s", "rus", command=[sys.executable, "-c", code])
    shown = "".join(traceback.format_exception(error.value)).replace(code, "")
    for language in ("sv", "en"):
        shown += Language(language).text(error.value.message)
    assert WORD not in shown
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("command", [["/nowhere/pass"], ["a\0b"], [""], ["/"]])
def test_a_command_that_is_none(command: list[str]) -> None:
    with pytest.raises(EnvironmentFailureError, match="cannot be run"):
        secret("s", "rus", command=command)


def test_a_variable_that_is_not_set() -> None:
    with pytest.raises(EnvironmentFailureError) as error:
        secret("s", "rus", variable="CALENDAR_PASSWORD_OF_NOBODY")
    assert "CALENDAR_PASSWORD_OF_NOBODY" in Language("sv").text(error.value.message)


def fake_keyring(monkeypatch: pytest.MonkeyPatch, found: object) -> None:
    """Stand in for the system's keyring, which a test must not open."""
    keyring, errors = types.ModuleType("keyring"), types.ModuleType("keyring.errors")

    class KeyringError(Exception):
        pass

    def get_password(service: str, user: str) -> object:
        assert (service, user) == ("calendar.example.org", "rus")
        if found is KeyringError:
            raise KeyringError(WORD)
        return found

    if found == "locked":
        found = KeyringError
    keyring.get_password = get_password  # type: ignore[attr-defined]
    errors.KeyringError = KeyringError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)


def test_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_keyring(monkeypatch, WORD)
    assert secret("calendar.example.org", "rus") == WORD


@pytest.mark.parametrize(
    ("found", "says"), [(None, "keyring set calendar.example.org rus"), ("locked", "cannot be opened")]
)
def test_a_keyring_without_it(monkeypatch: pytest.MonkeyPatch, found: object, says: str) -> None:
    fake_keyring(monkeypatch, found)
    with pytest.raises(EnvironmentFailureError) as error:
        secret("calendar.example.org", "rus")
    assert says in Language("en").text(error.value.message)


def test_no_keyring_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(EnvironmentFailureError, match=r"rusctl\[keyring\]"):
        secret("calendar.example.org", "rus")
