"""Over a network the server must prove which one it is; what would go in the clear is refused before it is sent."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import trustme
from sqlalchemy.exc import OperationalError

from rusctl.database import failures, postgresql, tls
from rusctl.errors import PolicyError, UsageError
from tests.conftest import Run
from tests.register.server import Server, server
from tests.register.tls import SSL_REQUEST, front

NAME = "db.example.org"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def file(authority: trustme.CA, tmp_path: Path) -> str:
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    return str(tmp_path / "authority.pem")


@pytest.fixture
def name(postgres: Server, made_database: str) -> Iterator[str]:
    with postgres.database(made_database) as url:
        yield url.partition("?")[0].rpartition("/")[2]


def context(authority: trustme.CA, of: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(of).configure_cert(made)
    return made


def address(port: int, name: str, **query: str) -> str:
    query = {"hostaddr": "127.0.0.1", **query}
    return f"postgresql://postgres@{NAME}:{port}/{name}?" + "&".join(f"{key}={value}" for key, value in query.items())


def test_a_server_that_proves_itself_is_used(  # noqa: PLR0917 - fixtures
    postgres: Server, authority: trustme.CA, name: str, file: str, project: Path, rusctl: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert project
    with front(postgres.socket, context(authority, NAME)) as running:
        monkeypatch.setenv("RUSCTL_REGISTER", address(running.port, name, sslrootcert=file))
        added = rusctl("person", "add", "--name", "Testperson Ett")
        assert (added.code, added.out) == (0, "1\n")
        assert rusctl("register", "status").code == 0
    assert set(running.clear) == {SSL_REQUEST}  # all the rest was encrypted


@pytest.mark.parametrize(
    ("of", "ours", "query", "sentence"),
    [
        ("other.example.org", True, {}, "the certificate of the register's server is for another name"),
        (NAME, False, {}, "of no authority that is trusted here"),
        (
            NAME,
            True,
            {"sslrootcert": "/nowhere/authority.pem"},
            "no list of trusted authorities where sslrootcert says",
        ),
        (None, True, {}, "the register's server does not encrypt, so it is not used"),
        (None, True, {"sslmode": "require"}, "the register's server does not encrypt, so it is not used"),
        (NAME, True, {"sslmode": "disable"}, "sslmode=disable would let personal data cross the network unencrypted"),
        (NAME, True, {"sslmode": "prefer"}, "sslmode=prefer would let personal data cross the network unencrypted"),
    ],
)
def test_another_server_gets_nothing_and_the_reason_is_said(  # noqa: PLR0917 - a table's columns and fixtures
    of: str | None, ours: bool, query: dict[str, str], sentence: str, postgres: Server, authority: trustme.CA,
    name: str, file: str, project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert project
    made = context(authority if ours else trustme.CA(), of) if of else None
    with front(postgres.socket, made) as running:
        given = {"sslrootcert": file, **query}
        monkeypatch.setenv("RUSCTL_REGISTER", address(running.port, name, **given))
        for words in (("person", "add", "--name", "Testperson Ett"), ("register", "status"), ("roles",)):
            result = rusctl(*words, "--lang", "en")
            assert (result.code, result.out) == (3 if "sslmode=" in sentence else 7, "")
            assert sentence in result.err
            assert result.err.count("\n") == 1
    assert set(running.clear) <= {SSL_REQUEST}


def test_who_asks_only_for_encryption_gets_that(
    postgres: Server, name: str, project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project
    with front(postgres.socket, context(trustme.CA(), "other.example.org")) as running:
        monkeypatch.setenv("RUSCTL_REGISTER", address(running.port, name, sslmode="require"))
        assert rusctl("register", "status").code == 0
    assert set(running.clear) == {SSL_REQUEST}


@pytest.mark.parametrize(
    ("text", "variables", "far"),
    [
        ("postgresql://db.example.se/x", {}, True),
        ("postgresql://localhost/x", {}, False),
        ("postgresql://127.0.0.1/x", {}, False),
        ("postgresql://127.1.2.3/x", {}, False),
        ("postgresql://[::1]/x", {}, False),
        ("postgresql://[2001:db8::1]/x", {}, True),
        ("postgresql://127.0.0.1.example.se/x", {}, True),
        ("postgresql:///x", {}, False),
        ("postgresql:///x?host=/run/postgresql", {}, False),
        ("postgresql:///x?host=db.example.se", {}, True),
        ("postgresql://localhost/x?host=db.example.se", {}, True),
        ("postgresql://localhost/x?hostaddr=192.0.2.1", {}, True),
        ("postgresql:///x?host=localhost&host=db.example.se", {}, True),
        ("postgresql:///x?host=localhost,db.example.se", {}, True),
        ("postgresql:///x?service=strategy", {}, True),
        ("postgresql:///x", {"PGHOST": "db.example.se"}, True),
        ("postgresql:///x", {"PGHOSTADDR": "192.0.2.1"}, True),
        ("postgresql:///x", {"PGSERVICE": "strategy"}, True),
        ("postgresql:///x", {"PGHOST": "/run/postgresql"}, False),
    ],
)
def test_what_is_over_a_network(
    text: str, variables: dict[str, str], far: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("PGHOST", "PGHOSTADDR", "PGSERVICE"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    url = postgresql.read_url(text)
    assert tls.over_network(url) is far
    assert tls.secured(url).get("sslmode") == ("verify-full" if far else None)


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "x"])
def test_what_may_go_in_the_clear_is_refused_for_a_far_server_and_not_for_a_near_one(mode: str) -> None:
    with pytest.raises(PolicyError):
        tls.secured(postgresql.read_url(f"postgresql://db.example.se/x?sslmode={mode}&application_name=x"))
    assert tls.secured(postgresql.read_url(f"postgresql://localhost/x?sslmode={mode}")) == {}


def test_what_an_address_says_twice_is_refused() -> None:
    with pytest.raises(UsageError):
        postgresql.read_url("postgresql://db.example.se/x?sslmode=verify-full&sslmode=disable")


def test_authorities_are_the_address_s_then_libpq_s_then_the_system_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGSSLROOTCERT", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    url = postgresql.read_url("postgresql://db.example.se/x")
    assert tls.secured(url)["sslrootcert"] == (ssl.get_default_verify_paths().cafile or "system")
    assert "sslrootcert" not in tls.secured(postgresql.read_url("postgresql://db.example.se/x?sslrootcert=a.pem"))
    (tmp_path / ".postgresql").mkdir()
    (tmp_path / ".postgresql" / "root.crt").write_text("")
    assert "sslrootcert" not in tls.secured(url)
    (tmp_path / ".postgresql" / "root.crt").unlink()
    monkeypatch.setenv("PGSSLROOTCERT", "a.pem")
    assert "sslrootcert" not in tls.secured(url)


@pytest.fixture(scope="module")
def locked() -> Iterator[Server]:
    """A server that asks one of its users for a password."""
    with server() as running:
        with psycopg.connect(running.url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE ROLE anna LOGIN PASSWORD 'rätt lösen'")
            access = running.folder / "pg_hba.conf"
            access.write_text("local all anna scram-sha-256\n" + access.read_text("utf-8"), "utf-8")
            connection.execute("SELECT pg_reload_conf()")
        yield running


@pytest.mark.parametrize(
    ("user", "database", "password", "sentence"),
    [
        ("anna", "postgres", "hemligt fel", "does not let you in"),
        ("anna", "postgres", "", "does not let you in"),
        ("nobody", "postgres", "", "does not let you in"),
        ("postgres", "nowhere", "", "has no such database"),
    ],
)
def test_who_is_not_let_in_hears_it_at_once_and_no_password_is_said(  # noqa: PLR0917 - a table's columns and fixtures
    user: str, database: str, password: str, sentence: str, locked: Server, project: Path, tmp_path: Path, rusctl: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert project
    file = tmp_path / "passwords"
    file.write_text(f"*:*:*:anna:{password}\n" if password else "")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    monkeypatch.setattr("rusctl.database.database.FIRST_PATIENCE", 3600.0)  # would wait for ever
    monkeypatch.setenv("RUSCTL_REGISTER", f"postgresql://{user}@/{database}?host={locked.socket}")
    for words in (("register", "status"), ("person", "add", "--name", "Testperson Ett"), ("register", "init")):
        result = rusctl(*words, "--lang", "en")
        assert (result.code, result.out) == (7, "")
        assert sentence in result.err
        assert "hemligt" not in result.err


def test_the_right_password_opens(
    locked: Server, project: Path, tmp_path: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project
    file = tmp_path / "passwords"
    file.write_text("*:*:*:anna:rätt lösen\n", "utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    monkeypatch.setenv("RUSCTL_REGISTER", f"postgresql://anna@/postgres?host={locked.socket}")
    assert rusctl("register", "status").code == 0


def test_a_server_in_swedish_is_understood() -> None:
    for text, sentence in (
        ('FATAL:  Lösenordsautentisering misslyckades för användare "anna"', "does not let you in"),
        ('FATAL:  rollen "anna" finns inte', "does not let you in"),
        ('FATAL:  ingen rad i pg_hba.conf för värd "192.0.2.1", användare "anna", databas "x"', "does not let you in"),
        ('FATAL:  databasen "x" existerar inte', "has no such database"),
    ):
        error = OperationalError("", {}, psycopg.OperationalError(text))
        assert not failures.is_lost(error)
        assert sentence in failures.sentence(error).message.id
