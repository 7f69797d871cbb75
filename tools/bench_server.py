"""Measure publishing to a calendar server: a real Radicale on this machine, against bare requests to the same one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from bench_base import PYTHON, ROOT, RUSCTL, Measure, generated

sys.path.insert(0, str(ROOT))  # the servers of the tests

from tests.calendar.server.servers import PASSWORD, USER, Server, radicale

FIRST = 200  # events that are delivered for the first time; Radicale's own time for each grows with their number
SECRET = "RUSCTL_BENCH_PASSWORD"  # noqa: S105 - the name of a variable
TARGET = """[[target]]
id = "group"
kind = "caldav"
url = "{origin}{home}"
calendar = "{name}"
user = "{user}"
password_env = "RUSCTL_BENCH_PASSWORD"
"""
# Makes a calendar anew and puts every file of a folder there, on one connection for as long as the server keeps it.
PUTS = f"""
import base64, http.client, os, pathlib, sys
host, path, folder = sys.argv[1:]
login = "{USER}:" + os.environ["{SECRET}"]
headers = {{"Authorization": "Basic " + base64.b64encode(login.encode()).decode()}}
server = http.client.HTTPConnection(host)
def ask(method, path, body=b"", **more):
    server.request(method, path, body, headers | more)
    answer = server.getresponse()
    answer.read()
    return answer.status
ask("DELETE", path)
assert ask("MKCALENDAR", path) == 201
for file in sorted(pathlib.Path(folder).iterdir()):
    put = {{"Content-Type": "text/calendar; charset=utf-8", "If-None-Match": "*"}}
    assert ask("PUT", path + file.name, file.read_bytes(), **put) == 201
"""


def measures(work: Path) -> Iterator[Measure]:
    """Give what is measured while a server runs."""
    os.environ[SECRET] = PASSWORD
    with radicale(_made(work / "radicale")) as server:
        yield _first(work, server)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _first(work: Path, server: Server) -> Measure:
    folder = generated(work / "first", FIRST)
    _aim(folder, server, "first")
    files = work / "first-files"
    export = [*RUSCTL, "export", "--split", "--no-method", "--output", str(files), "--project", str(folder)]
    subprocess.run(export, check=True, capture_output=True)
    host = server.origin.removeprefix("http://")
    publish = [*RUSCTL, "publish", "--to", "group", "--project", str(folder)]
    bare = [PYTHON, "-c", PUTS, host, f"{server.home}bare/", str(files)]

    def anew() -> None:
        (folder / "config/published.toml").unlink(missing_ok=True)
        _ask(server, "DELETE", f"{server.home}first/")

    name = f"`publish --to` a calendar server, {FIRST} events for the first time"
    return Measure(name, publish, "bare PUTs of the same files", bare, 1.5, before=anew)


def _aim(folder: Path, server: Server, name: str) -> None:
    text = TARGET.format(origin=server.origin, home=server.home, name=name, user=server.user)
    (folder / "config/targets.toml").write_text(text, encoding="utf-8")


def _ask(server: Server, method: str, path: str) -> int:
    import base64

    connection = HTTPConnection(server.origin.removeprefix("http://"))
    try:
        login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        connection.request(method, path, headers={"Authorization": f"Basic {login}"})
        return connection.getresponse().status
    finally:
        connection.close()
