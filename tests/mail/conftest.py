"""An outbox with messages that wait, and certificates for a server on loopback."""

import datetime as dt
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from rusctl.database import making
from rusctl.database.database import Register
from rusctl.mail.history import REQUEST, Version
from rusctl.mail.outbox import New, Outbox
from rusctl.model.messages import State
from rusctl.model.recipients import Recipient
from rusctl.services.pieces import PIECES
from tests.register.server import Server, server

NOW = dt.datetime(2018, 11, 8, 12, 0, tzinfo=dt.UTC)
UID = "sala@example.org"
TEXT = b"From: a@example.org\r\nSubject: Hej\r\n\r\n.en rad\r\n"


def new(address: str, ordinal: int = 1, state: State = State.QUEUED) -> New:
    return New(
        recipient=Recipient(address=address),
        ordinal=ordinal,
        kind="invitation",
        method=REQUEST,
        version=Version(0, "monday", "monday, Sala"),
        identity=f"<{address}-{ordinal}>",
        state=state,
        octets=TEXT,
    )


def opened(folder: Path) -> Register:
    """Give a new database beside a plan."""
    making.make_beside(folder, PIECES)
    return making.open_register(folder, "")


@pytest.fixture(scope="session", name="postgres")
def postgres_fixture() -> Iterator[Server]:
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def made_database(postgres: Server) -> Iterator[str]:
    """The name of a database with a new register, to be copied."""
    with postgres.database() as url:
        making.make(Path(), url, PIECES)
        yield url.partition("?")[0].rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def outbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Outbox]:
    if request.param == "sqlite":
        yield Outbox(opened(tmp_path), NOW)
        return
    with request.getfixturevalue("postgres").database(request.getfixturevalue("made_database")) as url:
        yield Outbox(making.open_register(tmp_path, url), NOW)


@pytest.fixture
def fill(outbox: Outbox) -> Callable[..., list[int]]:
    def put(*addresses: str) -> list[int]:
        return outbox.add(UID, "sala", [new(address) for address in addresses])

    return put


class Trust:
    """A certificate authority of the tests' own."""

    def __init__(self, folder: Path) -> None:
        self.authority = trustme.CA()
        self.file = folder / "ca.pem"
        self.authority.cert_pem.write_to_path(self.file)

    def context(self, name: str) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.authority.issue_cert(name).configure_cert(context)
        return context


@pytest.fixture(scope="session")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    return Trust(tmp_path_factory.mktemp("trust"))
