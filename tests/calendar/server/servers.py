"""Real CalDAV servers on this machine, and a proxy in front of them that fails on purpose."""

import http.client
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

USER, PASSWORD = "rusctl", "hemlig-å-ä-ö"
EMPTY = b'<?xml version="1.0"?><multistatus xmlns="DAV:"></multistatus>'
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b']><multistatus xmlns="DAV:">&j;</multistatus>'
)
_XML = {"Content-Type": "application/xml"}
CANNED: dict[str, tuple[int, dict[str, str], bytes]] = {
    "empty": (207, _XML, EMPTY),
    "garbage": (207, _XML, b"<multistatus xmlns='DAV:'><resp"),
    "bomb": (207, _XML, BOMB),
    "html": (200, {"Content-Type": "text/html"}, b"<html><body>Logga in</body></html>"),
    "redirect": (302, {"Location": "https://elsewhere.example.com/dav/?x=1"}, b""),
}


class Server(NamedTuple):
    """A running server: its name, where it is, where calendars are made, and who may."""

    name: str
    origin: str
    home: str
    user: str


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + 60
            while True:
                assert process.poll() is None, log.read_text()
                with socket.socket() as probe:
                    if not probe.connect_ex(("127.0.0.1", port)):
                        break
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


@contextmanager
def radicale(folder: Path) -> Iterator[Server]:
    port = free_port()
    users = folder / "users"
    users.write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    command = [
        *(sys.executable, "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}"),
        *("--storage-filesystem-folder", str(folder / "store"), "--auth-type", "htpasswd"),
        *("--auth-htpasswd-filename", str(users), "--auth-htpasswd-encryption", "plain", "--auth-delay", "0"),
        *("--logging-level", "warning"),
    ]
    with running(command, port, folder / "log"):
        yield Server("radicale", f"http://127.0.0.1:{port}", f"/{USER}/", USER)


@contextmanager
def xandikos(folder: Path) -> Iterator[Server]:
    port = free_port()
    command = [
        *(sys.executable, "-m", "xandikos", "serve", "-l", "127.0.0.1", "-p", str(port), "-d", str(folder / "store")),
        *("--defaults", "--current-user-principal", "/user/", "--no-detect-systemd", "--state-dir", str(folder / "st")),
    ]
    with running(command, port, folder / "log"):
        yield Server("xandikos", f"http://127.0.0.1:{port}", "/user/calendars/", "")


Choose = Callable[[str, str], str]
_HOP = ("connection", "transfer-encoding", "keep-alive", "content-length", "server", "date")


def never(_method: str, _path: str) -> str:
    """Fail at no request."""
    return ""


class FaultyProxy:
    """Passes requests on to a server, or fails as `choose(method, path)` says.

    Faults: "503" answers so instead of passing on, "after 503" when it has; "cut-before", "cut-after" and "cut-half"
    end the connection; "slow" answers never, "slow-after" likewise when it has passed on, "late" passes on once nobody
    waits any more; "empty", "garbage", "html" and "bomb" answer such a body, "redirect" elsewhere; "no-etag" and
    "weak-etag" change what is passed back.
    """

    def __init__(self, upstream: str, tls: ssl.SSLContext | None = None) -> None:
        self.choose: Choose = never
        self.peek: Choose = never
        self.requests: list[tuple[str, str, str]] = []
        self.seen_headers: list[dict[str, str]] = []
        self.upstream = urlsplit(upstream)
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # an answer goes out in one piece, and no piece waits for the other

            def __getattr__(self, name: str) -> Any:
                if name.startswith("do_"):
                    return lambda: proxy.handle(self)
                raise AttributeError(name)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        setattr(self.server, "handle_error", lambda *_: None)  # noqa: B010 - a client that leaves is no fault here
        scheme = "https" if tls else "http"
        self.origin = f"{scheme}://127.0.0.1:{self.server.server_address[1]}"
        self.pending = threading.Semaphore(0)
        self.late = 0
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.settle()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def settle(self) -> None:
        """Wait until every late request has arrived."""
        while self.late:
            assert self.pending.acquire(timeout=60)
            self.late -= 1

    def faults(self, *planned: tuple[str, str]) -> None:
        """Fail the next requests of these methods so, in this order; the rest is passed on."""
        left = list(planned)

        def choose(method: str, _path: str) -> str:
            return left.pop(0)[1] if left and left[0][0] == method else ""

        def peek(method: str, _path: str) -> str:
            return left[0][1] if left and left[0][0] == method else ""

        self.choose, self.peek = choose, peek

    def always(self, choose: Choose) -> None:
        """Fail as a function says, that gives the same each time it is asked."""
        self.choose = self.peek = choose

    def is_slow(self, method: str, path: str) -> bool:
        """Say whether the next request will get no answer."""
        return self.peek(method, path) in ("slow", "slow-after", "late")

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        fault = self.choose(request.command, request.path)
        self.requests.append((request.command, request.path, fault))
        self.seen_headers.append(dict(request.headers.items()))
        request.close_connection = bool(fault)
        if fault in CANNED:
            self.answer(request, *CANNED[fault])
        elif fault.isdigit():
            self.answer(request, int(fault), {}, b"a fault on purpose")
        elif fault in ("slow", "late"):
            self.late += fault == "late"
            self.until_left(request)
            if fault == "late":
                self.passed_on(request, body)
                self.pending.release()
        elif fault != "cut-before":
            self.after(request, fault, *self.passed_on(request, body))

    def after(
        self, request: BaseHTTPRequestHandler, fault: str, status: int, headers: dict[str, str], answer: bytes
    ) -> None:
        """Answer, or fail, when the request has been passed on."""
        match fault.split():
            case []:
                self.answer(request, status, headers, answer)
            case ["after", code]:
                self.answer(request, int(code), {}, b"a fault on purpose")
            case ["cut-after"]:
                pass
            case ["cut-half"]:
                self.answer(request, status, headers, answer[: len(answer) // 2], missing=100)
            case ["slow-after"]:
                self.until_left(request)
            case ["no-etag"]:
                self.answer(request, status, {k: v for k, v in headers.items() if k.lower() != "etag"}, answer)
            case ["weak-etag"]:
                weak = {k: f"W/{v}" if k.lower() == "etag" else v for k, v in headers.items()}
                self.answer(request, status, weak, answer)
            case _:
                raise AssertionError(fault)

    def passed_on(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        server = http.client.HTTPConnection(str(self.upstream.hostname), self.upstream.port or 80, timeout=60)
        try:
            headers = {k: v for k, v in request.headers.items() if k.lower() not in _HOP}
            server.request(request.command, request.path, body or None, headers)
            answer = server.getresponse()
            content = answer.read()
            return answer.status, dict(answer.getheaders()), content
        finally:
            server.close()

    def answer(
        self, request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes, missing: int = 0
    ) -> None:
        request.send_response(status)
        for name, value in headers.items():
            if name.lower() not in _HOP:
                request.send_header(name, value)
        if request.close_connection:
            request.send_header("Connection", "close")
        if status != http.HTTPStatus.NO_CONTENT or missing:
            request.send_header("Content-Length", str(len(body) + missing))
        request.end_headers()
        request.wfile.write(body)

    def until_left(self, request: BaseHTTPRequestHandler) -> None:
        request.connection.settimeout(60)
        while request.connection.recv(1024):
            pass
