"""A server that lets one in, or does not, and then is silent or sends its answer in drops, is given up after a time."""

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rusctl.database import database, making, postgresql
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.errors import EnvironmentFailureError

QUIET, DRIPS_WHILE_MET, QUIET_ONCE_MET, DRIPS_ONCE_MET = "quiet", "drips", "quiet once met", "drips once met"


def parameter(name: bytes, value: bytes) -> bytes:
    body = name + b"\0" + value + b"\0"
    return b"S" + struct.pack("!i", len(body) + 4) + body


LET_IN = b"R" + struct.pack("!ii", 8, 0)
MET = LET_IN + parameter(b"client_encoding", b"UTF8") + parameter(b"server_version", b"15.0") + b"Z\0\0\0\x05I"
LONG_QUESTION = b"R" + struct.pack("!ii", 2_000, 10) + b"x" * 1_990  # which proof of who one is it wants
ENDLESS = parameter(b"application_name", b"x" * 10_000)


def drip(client: socket.socket, octets: bytes) -> None:
    for octet in octets:
        client.sendall(bytes([octet]))
        time.sleep(0.05)


def serve(client: socket.socket, manner: str) -> None:
    with contextlib.suppress(OSError), client:
        if client.recv(8) and manner != QUIET:
            client.sendall(b"N")  # no TLS; this machine asks for none
            client.recv(10_000)
            if manner == DRIPS_WHILE_MET:
                drip(client, LONG_QUESTION)
            client.sendall(MET)
            client.recv(10_000)
            if manner == DRIPS_ONCE_MET:
                drip(client, ENDLESS)
        while client.recv(10_000):
            pass


@pytest.fixture
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listening.accept()
                threading.Thread(target=serve, args=(client, request.param), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, daemon=True).start()
        yield f"postgresql://ett:hemligt@127.0.0.1:{listening.getsockname()[1]}/register"
        listening.shutdown(socket.SHUT_RDWR)


def nothing(_change: Transaction) -> None:
    raise AssertionError("the schema was not looked at")


def read(register: Register) -> None:
    with register.reading():
        raise AssertionError("the schema was not looked at")


@pytest.mark.parametrize("address", [QUIET, DRIPS_WHILE_MET, QUIET_ONCE_MET, DRIPS_ONCE_MET], indirect=True)
@pytest.mark.parametrize("changes", [False, True])
def test_a_server_that_does_not_answer_is_given_up(
    address: str, changes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "CONNECT_SECONDS", "2")
    monkeypatch.setattr(postgresql, "STATEMENT_SECONDS", 1.0)
    monkeypatch.setattr(database, "FIRST_PATIENCE", 0.0)
    register = making.open_register(Path(), address)
    began = time.monotonic()
    with pytest.raises(EnvironmentFailureError, match="does not answer: try again later") as error:
        register.change("person add", nothing) if changes else read(register)
    assert error.value.message.args == {"server": "127.0.0.1"}
    assert time.monotonic() - began < 10
