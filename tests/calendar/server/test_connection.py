"""A verified connection: what is refused before anything is sent, and what is never sent at all."""

import base64
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from rusctl.calendar.server.connection import Account, Connection, UnreachableError, is_this_machine
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from tests.calendar.server.servers import FaultyProxy, free_port

SECRET = "hemlig-å"


class Secure(FaultyProxy):
    """A server over TLS whose answers are of no interest."""

    def __init__(self, authority: trustme.CA, host: str) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)
        super().__init__("http://127.0.0.1:9", context)
        self.always(lambda _method, _path: "html")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Secure]:
    server = Secure(authority, "127.0.0.1")
    yield server
    server.close()


@pytest.fixture
def ca(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


def sentence(error: RusctlError) -> str:
    return Language("en").text(error.message)


def test_an_unknown_certificate_is_refused_before_anything_is_sent(secure: Secure) -> None:
    connection = Connection(secure.origin + "/dav/", Account("rus", SECRET))
    with pytest.raises(UnreachableError) as error:
        connection.ask("PUT", "/dav/a.ics", b"x")
    assert sentence(error.value).startswith("the certificate of 127.0.0.1 is not accepted (")
    assert secure.requests == []


def test_a_named_authority_is_accepted(secure: Secure, ca: str) -> None:
    connection = Connection(secure.origin + "/dav/", Account("rus", SECRET), ca)
    assert connection.ask("GET", "/dav/").status == 200
    expected = base64.b64encode(f"rus:{SECRET}".encode()).decode()
    assert secure.seen_headers[0]["authorization"] == f"Basic {expected}"


def test_a_certificate_for_another_host_is_refused(authority: trustme.CA, ca: str) -> None:
    other = Secure(authority, "calendar.example.org")
    try:
        with pytest.raises(UnreachableError) as error:
            Connection(other.origin + "/dav/", None, ca).ask("GET", "/dav/")
        assert "IP address mismatch" in sentence(error.value)
        assert other.requests == []
    finally:
        other.close()


def test_a_self_signed_certificate_of_another_authority_is_refused(secure: Secure, tmp_path: Path) -> None:
    path = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(path)
    with pytest.raises(UnreachableError):
        Connection(secure.origin + "/dav/", None, str(path)).ask("GET", "/dav/")
    assert secure.requests == []


def test_plain_http_where_tls_was_asked_for() -> None:
    server = FaultyProxy("http://127.0.0.1:9")
    try:
        with pytest.raises(Exception, match="no secure connection"):
            Connection(server.origin.replace("http:", "https:") + "/", None).ask("GET", "/")
        assert server.requests == []
    finally:
        server.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://calendar.example.org/dav/", "over https:// only"),
        ("http://10.0.0.1/dav/", "over https:// only"),
        ("http://localhost.example.org/", "over https:// only"),
        (f"https://rus:{SECRET}@calendar.example.org/dav/", "holds a user name or a password"),
        (f"https://{SECRET}@calendar.example.org/dav/", "holds a user name or a password"),
        ("https:///dav/", "no address"),
        ("ftp://calendar.example.org/", "no address"),
        ("https://calendar.example.org:port/", "no address"),
        ("https://calendar.example.org/dav/?password=x", "no address"),
        ("https://calendar.example.org/dav/\r\nX: y", "no address"),
        ("https://[::1/dav/", "no address"),
        ("", "no address"),
    ],
)
def test_addresses_that_are_refused(url: str, says: str) -> None:
    with pytest.raises(RusctlError) as error:
        Connection(url, Account("rus", SECRET))
    assert says in sentence(error.value)
    assert SECRET not in sentence(error.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:5232/x/", "http://[::1]/x/", "http://localhost/x/", "http://127.9.9.9/"]
)
def test_this_machine_needs_no_tls(url: str) -> None:
    assert is_this_machine(Connection(url, None).host)


def test_a_proxy_gets_nothing_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = FaultyProxy("http://127.0.0.1:9"), FaultyProxy("http://127.0.0.1:9")
    server.always(lambda _method, _path: "html")
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, proxy.origin)
    monkeypatch.setenv("no_proxy", "")
    try:
        assert Connection(server.origin + "/", Account("rus", SECRET)).ask("GET", "/").status == 200
        assert proxy.requests == []
    finally:
        proxy.close()
        server.close()


def test_a_proxy_is_asked_for_a_way_through_and_not_given_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = FaultyProxy("http://127.0.0.1:9")
    proxy.always(lambda _method, _path: "403")
    monkeypatch.setenv("https_proxy", proxy.origin.replace("//", "//proxyuser:proxyword@"))
    monkeypatch.setenv("no_proxy", "")
    try:
        with pytest.raises(UnreachableError) as error:
            Connection("https://calendar.example.org/dav/", Account("rus", SECRET)).ask("GET", "/dav/")
        assert "the proxy on the way to calendar.example.org" in sentence(error.value)
        assert "proxyword" not in sentence(error.value)
        assert [method for method, _, _ in proxy.requests] == ["CONNECT"]
        names = {name.lower() for name in proxy.seen_headers[0]}
        assert "authorization" not in names
        assert "proxy-authorization" in names
    finally:
        proxy.close()


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "http://[", "http://127.0.0.1:port"])
def test_a_proxy_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(UnreachableError):
        Connection("https://calendar.example.org/dav/", None)


@pytest.mark.parametrize("host", ["a..b", "a" * 70 + ".org", "xn--a", "-", "a_b", ".", "127.0.0.1.", "0x7f.1"])
def test_hosts_that_are_none(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _nobody)
    with pytest.raises(RusctlError):
        Connection(f"https://{host}/", None).ask("GET", "/")


def _nobody(host: str, *_arguments: object) -> None:
    """Know no host, after the encoding that the real one begins with."""
    host.encode("idna")
    raise socket.gaierror(socket.EAI_NONAME, "not known")


def test_nobody_is_there() -> None:
    with pytest.raises(UnreachableError) as error:
        Connection(f"http://127.0.0.1:{free_port()}/", None).ask("PUT", "/a.ics", b"x")
    assert sentence(error.value) == "127.0.0.1 does not answer; try again later"


def test_a_file_that_is_no_certificate(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    path.write_text("nothing")
    for name in (path, tmp_path / "missing.pem"):
        with pytest.raises(RusctlError, match="cannot be read as certificates"):
            Connection("https://calendar.example.org/", None, str(name))


def test_an_account_shows_nothing() -> None:
    account = Account("rus", SECRET)
    assert SECRET not in f"{account} {account!r} {(account,)} {[account]!r}"
    connection = Connection("https://calendar.example.org/", account)
    assert SECRET not in repr(connection)


def test_a_user_name_with_a_colon_is_refused() -> None:
    with pytest.raises(RusctlError):
        Connection("https://calendar.example.org/", Account("rus:x", SECRET))
