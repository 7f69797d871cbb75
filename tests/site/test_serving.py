"""The site shown on this machine: to it alone, with the headers, built again after a change, ended by Ctrl-C."""

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from rusctl.errors import EnvironmentFailureError
from rusctl.services.project import Project
from rusctl.services.site import serving
from rusctl.services.site.serving import LOOPBACK, ShownSite, SiteServer
from tests.conftest import copy_plan

TODAY = "2018-11-08"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan").mkdir()
    return copy_plan(tmp_path / "plan")


@pytest.fixture
def server(plan: Path) -> Iterator[SiteServer]:
    with SiteServer(ShownSite(Project(str(plan), TODAY), watch=True), 0) as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def get(
    server: SiteServer, path: str, host: str = "localhost", method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection(LOOPBACK, server.server_port, timeout=10)
    connection.request(method, path, headers={"Host": f"{host}:{server.server_port}"})
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def test_pages_are_given_with_their_headers_and_to_nobody_else(server: SiteServer) -> None:
    assert server.server_address[0] == LOOPBACK
    status, headers, octets = get(server, "/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert b"Kommundialog" in octets
    assert get(server, "/sala/?x=1")[0] == 200
    assert get(server, "/style.css")[1]["Content-Type"].startswith("text/css")
    assert get(server, "/", method="HEAD")[2] == b""
    assert get(server, "/none")[0] == 404
    assert get(server, "/../../etc/passwd")[0] == 404
    assert get(server, "/%2e%2e/config/process.toml")[0] == 404
    assert get(server, "/", host="evil.example")[0] == 421
    assert get(server, "/", method="POST")[0] == 501


def test_a_change_is_seen_and_a_fault_is_told(server: SiteServer, plan: Path) -> None:
    file = plan / "events.toml"
    old = file.read_text(encoding="utf-8")
    file.write_text(old.replace("2018-11-09", "2018-11-13", 1), encoding="utf-8")
    assert "tisdag 13 november 2018" in get(server, "/kungsor/")[2].decode()
    file.write_text("= =", encoding="utf-8")
    assert get(server, "/kungsor/")[0] == 200
    assert len(server.site.project.notes) == 2
    assert not (plan / "public").exists()


def test_a_port_that_is_taken_is_said_in_a_sentence(plan: Path) -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        with pytest.raises(EnvironmentFailureError):
            SiteServer(ShownSite(Project(str(plan), TODAY), watch=False), taken.getsockname()[1])


def test_ctrl_c_ends_it_quietly(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: SiteServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serving.SiteServer, "serve_forever", interrupted)
    told: list[object] = []
    serving.serve(Project(str(plan), TODAY), 0, watch=False, started=told.append)
    assert len(told) == 1
