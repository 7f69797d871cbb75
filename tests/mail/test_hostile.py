"""Mail servers that drip, flood or break off at each point: what was sent is told exactly, and none is waited for."""

import socket
from collections.abc import Callable

import pytest

from rusctl.language.catalogue import Language
from rusctl.mail.smtp import Delivery, Security, Server, SmtpConnection, StoppedError, Verdict
from tests.hostile.peers import drip, flood, serving

POINTS = {"banner": b"", "EHLO": b"250 x", "MAIL": b"250 x", "RCPT": b"250 x", "DATA": b"354 x", "dot": b"250 x"}
DRIP, FLOOD, LONG_LINE, CUT = "drip", "flood", "long line", "cut"
ENDS = {
    "banner": "stopped",
    "EHLO": "stopped",
    "MAIL": Delivery.QUEUED,
    "RCPT": Delivery.QUEUED,
    "DATA": Delivery.QUEUED,
    "dot": Delivery.UNKNOWN,
}


def talking(wrong_at: str, how: str) -> Callable[[socket.socket], None]:
    """Give a server that speaks well until a point of the protocol."""

    def behaviour(connected: socket.socket) -> None:
        file = connected.makefile("rb")
        for point, answer in POINTS.items():
            if point == "dot":
                while file.readline() not in (b".\r\n", b""):
                    pass
            elif point != "banner":
                file.readline()
            if point == wrong_at:
                if how == CUT:
                    return
                if how == DRIP:
                    drip(connected, b"250-x\r\n")
                flood(connected, b"250-x\r\n" * 100 if how == FLOOD else b"2" * 1_000)
            connected.sendall((answer or b"220 x") + b"\r\n")
        file.readline()

    return behaviour


def ended(behaviour: Callable[[socket.socket], None], security: Security = Security.NONE) -> Verdict | str:
    with serving(behaviour) as port:
        courier = SmtpConnection(Server("127.0.0.1", port, security, "a@example.org", patience=0.5))
        try:
            courier.connect()
            return courier.deliver("ett@example.org", b"Subject: x\r\n\r\nx\r\n", lambda: None)
        except StoppedError as error:
            return Language("en").text(error.message)
        finally:
            courier.close()


@pytest.mark.parametrize("how", [DRIP, FLOOD, CUT])
@pytest.mark.parametrize("point", POINTS)
def test_a_server_that_does_not_end_its_answer(point: str, how: str) -> None:
    found = ended(talking(point, how))
    assert (found.outcome if isinstance(found, Verdict) else "stopped") == ENDS[point]
    said = found.said if isinstance(found, Verdict) else found
    wanted = {DRIP: "whole", FLOOD: "longer than any", CUT: "closed"}[how]
    if point != "EHLO" or how == DRIP:  # smtplib asks once more with HELO
        assert wanted in said


def test_a_line_without_end_is_no_answer() -> None:
    assert isinstance(ended(talking("EHLO", LONG_LINE)), str)


def test_a_handshake_that_drips_is_given_up() -> None:
    def behaviour(connected: socket.socket) -> None:
        connected.recv(2**16)
        connected.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03")
        drip(connected, b"\0")

    assert "The handshake operation timed out" in str(ended(behaviour, Security.TLS))
