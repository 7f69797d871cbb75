"""One server that calendars are sent to: a verified connection, and what can go wrong on it; the owner of urllib3.

What changes something is sent once: whether it may be repeated is for those to say who know what it does. No redirect
is followed: a password goes to the one address that the folder names.
"""

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from typing import IO, TYPE_CHECKING, NamedTuple, cast
from urllib.parse import SplitResult, unquote, urlsplit

import urllib3
from urllib3 import connection, connectionpool, exceptions

from rusctl import __version__
from rusctl.calendar.server.remote import LostError
from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import NOWHERE, Source
from rusctl.storage.untrusted.patience import Watch

if TYPE_CHECKING:
    import io

CONNECT_SECONDS = 15.0
ANSWER_SECONDS = 60.0  # between two pieces of an answer
WHOLE_SECONDS = 75.0  # from the request to the last piece, however they come
MOST_OCTETS = 64 * 2**20
_PIECE = 2**16
_LAST_VISIBLE = "~"


READING = frozenset(("GET", "PROPFIND", "REPORT"))


class BrokenError(LostError):
    """The connection broke, as it does where a server ends one that has been idle."""


class TooLargeError(LostError):
    """An answer is larger than any that is read."""


class UnreachableError(EnvironmentFailureError):
    """The server was not reached, so nothing was sent to it."""


class Account(NamedTuple):
    """Who asks: a user name and a password, kept out of every text that this value is ever put into."""

    user: str
    password: str

    def __repr__(self) -> str:
        """Show nothing of it."""
        return "Account(…)"


class ServerAnswer(NamedTuple):
    """What a server answered; the names of `headers` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Connection:
    """A server, by the address of something on it."""

    def __init__(self, url: str, account: Account | None, ca: str = "", at: Source = NOWHERE) -> None:
        """Take an address that begins with https://, or with http:// on this machine itself; RusctlError otherwise.

        `ca` names a file of certificates that are trusted beside the system's.
        """
        parts = _address(url, at)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.path = parts.path or "/"
        self.host = parts.hostname or ""
        local = is_this_machine(self.host)
        if parts.scheme != "https" and not local:
            raise RusctlError(
                msg("{host}: a password is sent over https:// only; fix url in the file of targets", host=self.host),
                at,
            )
        self._headers = {"User-Agent": f"rusctl/{__version__}", "Accept-Encoding": "identity"}
        if account is not None:
            if ":" in account.user:
                raise RusctlError(msg("a user name with a colon cannot be sent to a server; fix user"), at)
            self._headers |= urllib3.util.make_headers(basic_auth=_octets(account))
        self._pool = _pool(parts, _trust(ca, at) if parts.scheme == "https" else None, direct=local)
        self._watch = Watch()
        self._pool.pool_classes_by_scheme = _watched_pools(self._watch)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> ServerAnswer:
        """Send a request and give its answer, whatever it says; in names of headers ``_`` stands for a hyphen.

        UnreachableError where nothing was sent, LostError where the answer did not come whole. What only reads is asked
        once more where the connection broke.
        """
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if method not in READING:
            return self._ask(method, path, body, given)
        try:
            return self._ask(method, path, body, given)
        except BrokenError:
            return self._ask(method, path, body, given)

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> ServerAnswer:
        """Ask once, with an end to how long the whole of it may take."""
        try:
            with self._watch.within(WHOLE_SECONDS):
                answer = self._asked(method, path, body, headers)
            if not self._watch.late:  # headers that are cut off count as whole to the library
                return answer
        except (LostError, UnreachableError):
            self._drop()
            if not self._watch.late:
                raise
        self._drop()
        raise LostError(
            msg("{host} had not answered whole after {seconds} seconds", host=self.host, seconds=round(WHOLE_SECONDS))
        )

    def _drop(self) -> None:
        """Let go of the connection, both handles to it, so that the server sees that nobody waits any more."""
        self._pool.clear()
        self._watch.leave()

    def _asked(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> ServerAnswer:
        try:
            response = self._pool.request(
                method,
                self.origin + path,
                body=body,
                headers={**self._headers, **headers},
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS),
            )
            try:
                content = b"".join(self._pieces(response))
            except BaseException:
                response.close()  # what is left of this answer must not be taken for the next one
                raise
            response.release_conn()
        except exceptions.SSLError as error:
            raise self._insecure(error) from None
        except exceptions.NameResolutionError:
            raise UnreachableError(
                msg("{host} is not known on the network; look at the address, or try again later", host=self.host)
            ) from None
        except exceptions.ProxyError:
            raise UnreachableError(
                msg("the proxy on the way to {host} does not let the request through", host=self.host)
            ) from None
        except exceptions.ConnectTimeoutError:  # also refused connections
            raise UnreachableError(msg("{host} does not answer; try again later", host=self.host)) from None
        except exceptions.LocationValueError:
            raise UnreachableError(msg("{host} is no address of a server", host=self.host)) from None
        except exceptions.TimeoutError:
            raise LostError(msg("{host} took too long to answer", host=self.host)) from None
        except (exceptions.HTTPError, OSError):
            raise BrokenError(
                msg("the connection to {host} broke before the answer was here", host=self.host)
            ) from None
        names = {name.lower(): value for name, value in response.headers.items()}
        return ServerAnswer(response.status, names, content)

    def _pieces(self, response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
        """Give an answer piece by piece, with an end to how large it may be."""
        size = 0
        while piece := response.read(_PIECE, decode_content=False):
            size += len(piece)
            if size > MOST_OCTETS:
                raise TooLargeError(msg("{host} answered more than is read", host=self.host))
            yield piece

    def _insecure(self, error: Exception) -> Exception:
        """Say what was wrong with TLS; only a certificate is looked at for certain before anything is sent."""
        cause = next((one for one in (*error.args, error.__cause__) if isinstance(one, ssl.SSLError)), None)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return UnreachableError(
                msg(
                    "the certificate of {host} is not accepted ({words}), so it is not used; where your organisation "
                    "has a certificate authority of its own, name its file with ca",
                    host=self.host,
                    words=cause.verify_message,
                )
            )
        words = getattr(cause, "reason", None) or "TLS"
        return LostError(msg("no secure connection to {host} could be kept ({words})", host=self.host, words=words))


class _Lines:
    """A file whose last line is known; none of `io`'s own, which closes what it reads when it goes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.last = file, b""

    def readline(self, size: int = -1) -> bytes:
        """Read a line and remember it."""
        self.last = self.file.readline(size)
        return self.last

    def close(self) -> None:
        """Close the file."""
        self.file.close()


class _Whole(http.client.HTTPResponse):
    """An answer whose head has ended: the library takes one that is cut off for whole, and what it lacks for empty."""

    def begin(self) -> None:
        """Read the head."""
        file = self.fp
        lines = _Lines(file)
        self.fp = cast("io.BufferedReader", lines)
        try:
            super().begin()
        finally:
            if not self.isclosed():
                self.fp = file
        if lines.last not in (b"\r\n", b"\n"):
            raise http.client.IncompleteRead(lines.last)


def _watched_pools(watch: Watch) -> dict[str, type[connectionpool.HTTPConnectionPool]]:
    """Give pools whose connections are watched from the moment that they are open, before TLS begins."""

    class Plain(connection.HTTPConnection):
        response_class = _Whole

        def _new_conn(self) -> socket.socket:
            opened = super()._new_conn()
            watch.over(opened)
            return opened

    class Secure(Plain, connection.HTTPSConnection):
        pass

    class PlainPool(connectionpool.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(connectionpool.HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def is_this_machine(host: str) -> bool:
    """Say whether a host is a loopback address, from which nothing goes out to a network."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _address(url: str, at: Source) -> SplitResult:
    """Give the parts of an address; it is never shown, since people put passwords into addresses."""
    wrong = msg("url is no address that can be used; write it as https://example.se/dav/calendars/region/")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - it is looked at when it is asked for
    except ValueError:
        raise RusctlError(wrong, at) from None
    if "@" in parts.netloc:
        text = msg("url holds a user name or a password; take it out, and change the password: it has been in a file")
        raise RusctlError(text, at)
    visible = all(" " < character <= _LAST_VISIBLE for character in url)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment or not visible:
        raise RusctlError(wrong, at)
    return parts


def _octets(account: Account) -> str:
    """Give user and password so that they arrive in UTF-8 (RFC 7617, 2.1): make_headers writes Latin-1."""
    return f"{account.user}:{account.password}".encode().decode("latin-1")


def _trust(ca: str, at: Source) -> ssl.SSLContext:
    """Trust what the system trusts, and the certificates of a named file."""
    context = ssl.create_default_context()
    if ca:
        try:
            context.load_verify_locations(ca)
        except (OSError, ValueError):  # ssl.SSLError, too
            text = msg("{file} cannot be read as certificates (PEM); fix ca in the file of targets", file=ca)
            raise RusctlError(text, at) from None
    return context


def _pool(parts: SplitResult, trust: ssl.SSLContext | None, *, direct: bool) -> urllib3.PoolManager:
    proxy = "" if direct else _proxy(parts)
    if not proxy:
        return urllib3.PoolManager(num_pools=1, ssl_context=trust)
    try:
        way = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        login = f"{unquote(way.username)}:{unquote(way.password or '')}" if way.username else None
        headers = urllib3.util.make_headers(proxy_basic_auth=login)
        address = f"{way.scheme}://{way.netloc.rpartition('@')[2]}"
        return urllib3.ProxyManager(address, num_pools=1, proxy_headers=headers, ssl_context=trust)
    except (exceptions.HTTPError, ValueError):
        raise UnreachableError(msg("the proxy that HTTPS_PROXY names cannot be used; fix the variable")) from None


def _proxy(parts: SplitResult) -> str:
    """Give the proxy that the system or the environment names for a server, or nothing."""
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - 20 ms, and only for servers elsewhere

    return "" if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme, "")
