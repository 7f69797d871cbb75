"""A proxy before PostgreSQL that cuts the connection at COMMIT: before it arrives, or after it was done."""

import contextlib
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

SOCKET = ".s.PGSQL.5432"


class Proxy:
    """Forwards between its own socket and the server's; `cuts` says what to do at the COMMITs of the coming changes."""

    def __init__(self, server: str, folder: str) -> None:
        self.server = str(Path(server) / SOCKET)
        self.cuts: list[str] = []
        self.done: list[str] = []
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(Path(folder) / SOCKET))
        self.listening.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                threading.Thread(target=self._forward, args=(client,), daemon=True).start()

    def _forward(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        server.connect(self.server)
        silent = threading.Event()
        answered = threading.Event()

        def back() -> None:
            with contextlib.suppress(OSError):
                while data := server.recv(65536):
                    if silent.is_set():
                        answered.set()
                    else:
                        client.sendall(data)
            answered.set()
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)

        threading.Thread(target=back, daemon=True).start()
        wrote = False
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                wrote = wrote or b"INSERT INTO operation" in data
                if wrote and b"COMMIT" in data and self.cuts:
                    cut = self.cuts.pop(0)
                    self.done.append(cut)
                    silent.set()
                    if cut == "after":
                        server.sendall(data)
                        answered.wait(30)
                    break
                server.sendall(data)
        for one in (server, client):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@contextlib.contextmanager
def proxy(server: str) -> Iterator[tuple[Proxy, str]]:
    """Start a proxy and give it with the folder that its socket is in."""
    with tempfile.TemporaryDirectory(prefix="rusctl-px-") as folder:
        running = Proxy(server, folder)
        try:
            yield running, folder
        finally:
            running.listening.close()
