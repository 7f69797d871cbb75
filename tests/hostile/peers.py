"""Servers on loopback that answer too slowly, too much, or not to the end; all end, so that no test hangs."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

Behaviour = Callable[[socket.socket], None]
PAUSE = 0.05
PIECES = 300  # of a drip: fifteen seconds, longer than any limit in the tests


@contextlib.contextmanager
def serving(behaviour: Behaviour) -> Iterator[int]:
    """Give the port of a server that does so with every connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = threading.Event()

        def one(connected: socket.socket) -> None:
            with connected, contextlib.suppress(OSError):
                behaviour(connected)

        def accept() -> None:
            while not ended.is_set():
                try:
                    connected, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=one, args=(connected,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]
        ended.set()
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def drip(connected: socket.socket, piece: bytes) -> None:
    """Send a piece again and again, with a pause between."""
    for _ in range(PIECES):
        connected.sendall(piece)
        time.sleep(PAUSE)


def flood(connected: socket.socket, piece: bytes, octets: int = 2**28) -> None:
    """Send a piece as often and as fast as it is taken, to an end that no program should wait for."""
    for _ in range(octets // len(piece)):
        connected.sendall(piece)
