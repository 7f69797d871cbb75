"""A server with TLS before the real PostgreSQL, whose package is built without: it takes TLS off and passes on."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Iterator

from tests.register.proxy import SOCKET

SSL_REQUEST, GSS_REQUEST = struct.pack("!ii", 8, 80877103), struct.pack("!ii", 8, 80877104)


class Front:
    """Listens on 127.0.0.1; `clear` is what a client has sent before, or without, encryption."""

    def __init__(self, server: str, context: ssl.SSLContext | None) -> None:
        self.server, self.context = f"{server}/{SOCKET}", context
        self.clear: list[bytes] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            while data := client.recv(65536):
                self.clear.append(data)
                if data != SSL_REQUEST or self.context is None:
                    client.sendall(b"N")
                    continue
                client.sendall(b"S")
                with self.context.wrap_socket(client, server_side=True) as inside:
                    self._pass_on(inside)
                return

    def _pass_on(self, inside: ssl.SSLSocket) -> None:
        server = socket.socket(socket.AF_UNIX)
        server.connect(self.server)

        def back() -> None:
            with contextlib.suppress(OSError):
                while data := server.recv(65536):
                    inside.sendall(data)
                inside.shutdown(socket.SHUT_RDWR)

        threading.Thread(target=back, daemon=True).start()
        with server:
            while data := inside.recv(65536):
                server.sendall(data)


@contextlib.contextmanager
def front(server: str, context: ssl.SSLContext | None) -> Iterator[Front]:
    """Start a front before the server whose socket is in a folder; without a context it encrypts nothing."""
    running = Front(server, context)
    try:
        yield running
    finally:
        running.listening.close()
