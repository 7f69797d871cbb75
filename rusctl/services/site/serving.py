"""The site looked at on this machine: built in memory, given to this machine alone, and built anew after a change.

Nothing is written. The server listens on the loopback interface, answers under its own names alone (a page elsewhere
that points a name of its own here gets nothing), and sends the headers that a web server is to send.
"""

import os
import sys
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import Message, msg
from rusctl.services.project import Project
from rusctl.services.site import building

LOOPBACK = "127.0.0.1"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_KINDS = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
_LOOKED_AT = ("", "config", "site", "strategy")


class ShownSite:
    """The site as it is shown: built when it is first asked for and, where it is watched, after each change."""

    def __init__(self, project: Project, *, watch: bool) -> None:
        """Build the site; errors as for the build."""
        self.project, self.watch = project, watch
        self._seen = self._stamps()
        self._files: Mapping[str, bytes] = building.built(project, "", compare=False).files

    def files(self) -> Mapping[str, bytes]:
        """Give the files; where the plan cannot be built at the moment, it is told and those from before are given."""
        if self.watch and (now := self._stamps()) != self._seen:
            self._seen = now
            self.project = self.project.again()
            try:
                self._files = building.built(self.project, "", compare=False).files
                self.project.tell(msg("the plan has changed, and the site is built again"))
            except RusctlError as error:
                self.project.tell(error.message)
        return self._files

    def page(self, path: str) -> tuple[int, str, bytes]:
        """Give what is at a path of an address: a status of HTTP, the kind, and the octets."""
        files = self.files()
        name = unquote(urlsplit(path).path).lstrip("/")
        if not name or name.endswith("/"):
            name += "index.html"
        status = 200 if name in files else 404
        octets = files.get(name, files["404.html"])
        kind = _KINDS.get(name.rpartition(".")[2], "application/octet-stream") if status == 200 else _KINDS["html"]  # noqa: PLR2004 - HTTP's own number
        return status, kind, octets

    def _stamps(self) -> dict[str, tuple[int, int]]:
        """Give when each file that a site is made of was last written, and its size."""
        found: dict[str, tuple[int, int]] = {}
        for place in _LOOKED_AT:
            folder = Path(self.project.folder.path, place)
            if folder.is_dir():
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.is_file():
                            stat = entry.stat()
                            found[entry.path] = stat.st_mtime_ns, stat.st_size
        return found


class SiteServer(HTTPServer):
    """A server on the loopback interface; on Windows nobody else can listen on the same port beside it."""

    allow_reuse_address = os.name == "posix"

    def __init__(self, site: ShownSite, port: int) -> None:
        """Take a port, 0 for any that is free; EnvironmentFailureError where it is taken."""
        self.site = site
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except OSError:
            raise EnvironmentFailureError(
                msg("port {port} is taken or not allowed; choose another with --port", port=str(port))
            ) from None

    @property
    def address(self) -> str:
        """The address of the first page."""
        return f"http://{LOOPBACK}:{self.server_port}/"

    def handle_error(self, *_: object) -> None:
        """Pass over a reader that went away; what else goes wrong is told in a line."""
        error = sys.exception()
        if not isinstance(error, OSError):
            self.site.project.tell(msg("a page could not be shown: {reason}", reason=type(error).__name__))


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with a file of the site."""

    server: SiteServer
    server_version, sys_version = "rusctl", ""

    def do_GET(self) -> None:
        """Answer with the file."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer without the file."""
        self._answer(body=False)

    def log_message(self, *_: object) -> None:
        """Log nothing: nobody's looking is anybody's matter."""

    def _answer(self, *, body: bool) -> None:
        host = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host")
        if host not in (LOOPBACK, "localhost"):
            self.send_error(421)
            return
        status, kind, octets = self.server.site.page(self.path)
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(octets))),
            ("Content-Security-Policy", POLICY),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(octets)


def serve(project: Project, port: int, *, watch: bool, started: Callable[[Message], None]) -> None:
    """Show the site until Ctrl-C is pressed; `started` is told the address. Errors as for the build and the server."""
    with SiteServer(ShownSite(project, watch=watch), port) as server:
        started(msg("the site is shown at {address}; Ctrl-C ends it", address=server.address))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
