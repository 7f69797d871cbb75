"""Servers that drip, flood or break off: each is given up, with a sentence that names it."""

import socket
from collections.abc import Callable

import pytest

from rusctl.calendar.server import connection
from rusctl.calendar.server.connection import BrokenError, Connection, TooLargeError
from rusctl.calendar.server.remote import LostError
from rusctl.language.catalogue import Language
from tests.hostile.peers import drip, flood, serving

CHUNKED = b"HTTP/1.1 207 Multi-Status\r\nContent-Type: application/xml\r\nTransfer-Encoding: chunked\r\n\r\n"
LENGTH = b"HTTP/1.1 207 Multi-Status\r\nContent-Type: application/xml\r\nContent-Length: 1000000000\r\n\r\n"
DRIPS = {
    "the status line": (b"", b"H"),
    "a header": (b"HTTP/1.1 207 Multi-Status\r\nX: ", b"a"),
    "chunks": (CHUNKED, b"1\r\n \r\n"),
    "the size of a chunk": (CHUNKED, b"0"),
    "what comes after the last chunk": (CHUNKED + b"0\r\nX: ", b"a"),
    "a body of some length": (LENGTH, b" "),
    "interim answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}
FLOODS = {
    "chunks": (CHUNKED, b"10000\r\n" + b" " * 2**16 + b"\r\n"),
    "a body of some length": (LENGTH, b" " * 2**16),
    "headers": (b"HTTP/1.1 207 Multi-Status\r\n", b"X: a\r\n" * 1000),
    "one header": (b"HTTP/1.1 207 Multi-Status\r\nX: ", b"a" * 2**16),
}
BREAKS = (
    b"",
    b"HTTP/1.1 2",
    CHUNKED,
    CHUNKED + b"5\r\nab",
    LENGTH,
    LENGTH + b"abc",
    b"HTTP/1.1 207 Multi-Status\r\n",
    b"HTTP/1.1 207 Multi-Status\r\nContent-Ty",
    b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 0\r\n",
    b"HTTP/1.1 204 No Content\r\nETag: x",
)


def asked(connected: socket.socket) -> None:
    while not connected.recv(2**16).endswith(b"\r\n\r\n"):
        pass


def ends(behaviour: Callable[[socket.socket], None], scheme: str = "http") -> LostError:
    with serving(behaviour) as port:
        server = Connection(f"{scheme}://127.0.0.1:{port}/dav/", None)
        with pytest.raises(LostError) as error:
            server.ask("PROPFIND", "/dav/")
    return error.value


@pytest.mark.parametrize("point", DRIPS)
@pytest.mark.parametrize("seconds", [1.0])
def test_a_server_that_drips_is_given_up(point: str, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WHOLE_SECONDS", seconds)
    first, piece = DRIPS[point]

    def behaviour(connected: socket.socket) -> None:
        asked(connected)
        connected.sendall(first)
        drip(connected, piece)

    error = ends(behaviour)
    assert Language("en").text(error.message) == "127.0.0.1 had not answered whole after 1 seconds"


def test_a_handshake_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WHOLE_SECONDS", 1.0)

    def behaviour(connected: socket.socket) -> None:
        connected.recv(2**16)
        connected.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03")
        drip(connected, b"\0")

    assert "had not answered whole" in ends(behaviour, "https").message.id


@pytest.mark.parametrize("point", FLOODS)
def test_a_server_that_floods_is_given_up(point: str) -> None:
    first, piece = FLOODS[point]

    def behaviour(connected: socket.socket) -> None:
        asked(connected)
        connected.sendall(first)
        flood(connected, piece)

    assert isinstance(ends(behaviour), TooLargeError | BrokenError)


@pytest.mark.parametrize("said", BREAKS)
def test_a_server_that_breaks_off_leaves_it_open_what_was_done(said: bytes) -> None:
    def behaviour(connected: socket.socket) -> None:
        asked(connected)
        connected.sendall(said)

    assert "broke before the answer was here" in ends(behaviour).message.id
