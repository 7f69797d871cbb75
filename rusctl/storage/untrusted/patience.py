"""An end to how long a server may take for a whole answer: a socket's own limit is for each piece of it."""

import contextlib
import socket
import threading
from collections.abc import Iterator


class Watch:
    """Ends a connection when its time is up, whatever has come over it meanwhile."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self.late = False
        self._handle: int | None = None
        self._lock = threading.Lock()  # a handle that is closed may be another file's a moment later

    def over(self, connected: socket.socket) -> None:
        """Watch a connection; a second handle to it stays valid when TLS takes over the first."""
        self.leave()
        self._handle = connected.dup().detach()

    def leave(self) -> None:
        """Watch it no more."""
        with self._lock:
            handle, self._handle = self._handle, None
            if handle is not None:
                socket.close(handle)

    def __del__(self) -> None:
        """Keep no handle."""
        self.leave()

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Give what is done here so much time; `late` says afterwards whether it was not enough."""
        self.late = False
        timer = threading.Timer(seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # so that it ends no connection but the one it was set for

    def _end(self) -> None:
        self.late = True
        with self._lock:
            if self._handle is not None:
                watched = socket.socket(fileno=self._handle)
                with contextlib.suppress(OSError):
                    watched.shutdown(socket.SHUT_RDWR)
                watched.detach()
