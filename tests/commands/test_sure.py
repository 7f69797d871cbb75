"""What cannot be taken back is asked about in a terminal, and in a pipe it is done."""

import io
import os
import pty
import sys
from collections.abc import Callable, Iterator

import pytest

from rusctl.commands.common.sure import sure, sure_to_send
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import msg

Typed = Callable[[str], int]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Typed]:
    """Type a line into a terminal that is standard input."""
    controller, terminal = pty.openpty()
    with os.fdopen(terminal, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield lambda text: os.write(controller, text.encode())
    os.close(controller)


@pytest.mark.parametrize("answer", ["y\n", "ja\n", "YES\n"])
def test_a_clear_yes_goes_on(answer: str, typed: Typed) -> None:
    typed(answer)
    sure_to_send(Terminal(Language("en")), 2, yes=False)


@pytest.mark.parametrize("answer", ["\n", "n\n", "yes please\n", "nej\n"])
def test_all_else_ends_the_command(answer: str, typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    typed(answer)
    with pytest.raises(RusctlError, match="you did not say yes") as raised:
        sure_to_send(Terminal(Language("en")), 2, yes=False)
    assert raised.value.stops
    assert capsys.readouterr().err == "2 messages will be sent, which cannot be undone. Send them? [y/N] "


def test_nothing_is_asked_where_it_is_said_or_where_nothing_goes_out(
    typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("n\n")
    sure(Terminal(Language("en")), msg("you did not say yes"), yes=True)
    sure_to_send(Terminal(Language("en")), 0, yes=False)
    assert capsys.readouterr().err == ""


def test_nothing_is_asked_in_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    sure_to_send(Terminal(Language("en")), 2, yes=False)
    assert capsys.readouterr().err == ""
