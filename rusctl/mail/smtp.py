"""One mail server, and one message at a time over it, with an exact word on how each ended; the owner of smtplib.

The server answers for a message once the line with the single dot has gone out. Before that nothing was delivered,
whatever breaks; after it, only its answer says so, and where none comes nobody knows.
"""

import base64
import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from enum import StrEnum
from typing import Any, BinaryIO, NamedTuple

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.patience import Watch

_OK = 250
_GO_AHEAD = 354
_CLOSING = 421
_LOGGED_IN = (235, 503)
_LONGEST_WORDS = 300
_MOST_OCTETS = 2**16  # of one answer: all its lines
_GOOD_BYE_SECONDS = 5
_TOO_MUCH = "the answer is longer than any that is read"
_BARE = re.compile(rb"\r\n|\r|\n")


class Security(StrEnum):
    """How the connection is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Server(NamedTuple):
    """A mail server and who writes; without a `user` nobody logs in.

    `ca` is a file of certificates that are trusted beside the system's.
    """

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    secret: str = ""
    token: bool = False
    ca: str = ""
    patience: float = 300.0  # seconds to wait for a piece of an answer (RFC 5321, 4.5.3.2)

    @property
    def longest(self) -> float:
        """Seconds for all answers of a connection's beginning, or of one message."""
        return 2 * self.patience

    def __repr__(self) -> str:
        """Show nothing of the secret."""
        return f"Server({self.host}:{self.port})"


class Delivery(StrEnum):
    """How a message ended, in the words of the outbox's states."""

    SENT = "sent"
    QUEUED = "queued"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Verdict(NamedTuple):
    """How a message ended, the server's words, and whether the connection is still there."""

    outcome: Delivery
    said: str = ""
    alive: bool = True


class StoppedError(EnvironmentFailureError):
    """No message can be sent: no connection, no login, or a server that takes none from us now."""


class _Counted:
    """What a server answers, up to so much of it: a reply has no end of lines otherwise."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self.left = _MOST_OCTETS

    def readline(self, limit: int) -> bytes:
        """Give a line, or OSError where it is too much."""
        line = self._answers.readline(limit)
        self.left -= len(line)
        if self.left < 0:
            raise OSError(_TOO_MUCH)
        return line

    def close(self) -> None:
        """Close it."""
        self._answers.close()


class _Watched(smtplib.SMTP):
    """A connection with an end to how long and how much a server answers."""

    def __init__(self, server: Server, watch: Watch, **more: Any) -> None:
        self.watch = watch
        super().__init__(server.host, server.port, local_hostname="localhost", timeout=server.patience, **more)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        opened: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self.watch.over(opened)
        return opened

    def getreply(self) -> tuple[int, bytes]:
        """Give a whole answer."""
        if self.file is None:
            assert self.sock is not None  # noqa: S101 - a connection is there
            self.file = _Counted(self.sock.makefile("rb"))
        self.file.left = _MOST_OCTETS
        return super().getreply()


class _WatchedTls(smtplib.SMTP_SSL, _Watched):
    """The same where TLS comes first: the base classes are asked in this order."""

    def __init__(self, server: Server, watch: Watch, context: ssl.SSLContext) -> None:
        self.watch = watch
        smtplib.SMTP_SSL.__init__(
            self,
            server.host,
            server.port,
            local_hostname="localhost",
            timeout=server.patience,
            context=context,
        )


class SmtpConnection:
    """A connection to a mail server."""

    def __init__(self, server: Server) -> None:
        """Take a server; nothing is connected yet."""
        self.server = server
        self._smtp: smtplib.SMTP | None = None
        self._watch = Watch()

    @property
    def open(self) -> bool:
        """Whether there is a connection."""
        return self._smtp is not None

    def connect(self) -> None:
        """Connect, make the connection private, and log in; StoppedError where one of them fails."""
        try:
            with self._watch.within(self.server.longest):
                self._connect()
        except StoppedError:
            if not self._watch.late:
                raise
            seconds = round(self.server.longest)
            raise StoppedError(
                msg("{host} had not answered whole after {seconds} seconds", host=self.server.host, seconds=seconds)
            ) from None

    def _connect(self) -> None:
        server = self.server
        smtp: smtplib.SMTP | None = None
        try:
            smtp = self._connected()
            smtp.local_hostname = _our_name(smtp)
            if smtp.sock:  # the closing dot is a packet of its own, and is not to wait for the one before
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            smtp.ehlo_or_helo_if_needed()
            if server.security is Security.STARTTLS:
                smtp.starttls(context=_context(server))
                smtp.ehlo_or_helo_if_needed()
            if server.user:
                self._log_in(smtp)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._good_bye(smtp)
            raise StoppedError(self._no_connection(error)) from None
        except BaseException:
            self._good_bye(smtp)
            raise
        self._smtp = smtp

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        if server.security is Security.TLS:
            return _WatchedTls(server, self._watch, _context(server))
        return _Watched(server, self._watch)

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        server = self.server
        if not server.token:
            if (server.user + server.secret).isascii():
                smtp.login(server.user, server.secret)
            else:
                _log_in_plainly(smtp, server)
            return
        if "XOAUTH2" not in smtp.esmtp_features.get("auth", "").upper().split():
            raise smtplib.SMTPNotSupportedError("AUTH XOAUTH2")
        first = f"user={server.user}\x01auth=Bearer {server.secret}\x01\x01"
        # A token that is not accepted is answered by a challenge, which an empty line answers.
        code, words = smtp.auth("XOAUTH2", lambda challenge=None: first if challenge is None else "")
        if code not in _LOGGED_IN:
            raise smtplib.SMTPAuthenticationError(code, words)

    def deliver(self, recipient: str, octets: bytes, about_to: Callable[[], bool | None]) -> Verdict:
        """Send one message; `about_to` is called before the server may take its text, which False keeps from it.

        StoppedError where the server takes nothing from this sender, with this message not sent.
        """
        with self._watch.within(self.server.longest):
            verdict = self._deliver(recipient, octets, about_to)
        if self._watch.late and not verdict.alive:
            verdict = verdict._replace(said=f"no whole answer after {self.server.longest:.0f} seconds")
        if not verdict.alive:
            self.close()
        return verdict

    def _deliver(self, recipient: str, octets: bytes, about_to: Callable[[], bool | None]) -> Verdict:
        smtp = self._smtp
        assert smtp is not None  # noqa: S101 - connect comes first
        try:
            verdict = self._envelope(smtp, recipient)
            if verdict is None:
                verdict = Verdict(Delivery.QUEUED, "") if about_to() is False else _data(smtp, octets)
        except (smtplib.SMTPException, OSError) as error:
            # Raised before the closing dot only: the text was not taken.
            verdict = Verdict(Delivery.QUEUED, _words(error), alive=False)
        if verdict.alive and verdict.outcome is not Delivery.SENT:
            verdict = verdict._replace(alive=_start_over(smtp))
        return verdict

    def _envelope(self, smtp: smtplib.SMTP, recipient: str) -> Verdict | None:
        """Name sender and recipient; None where the server takes both."""
        code, words = smtp.mail(self.server.sender)
        if code != _OK:
            said = _plain(code, words)
            self.close()
            raise StoppedError(
                msg(
                    "{host} accepts no messages from {sender} now: {said}",
                    host=self.server.host,
                    sender=self.server.sender,
                    said=said,
                )
            )
        code, words = smtp.rcpt(recipient)
        return None if code in (_OK, 251) else _refused(code, words)

    def close(self) -> None:
        """Say good-bye, if there is somebody to say it to."""
        self._good_bye(self._smtp)
        self._smtp = None

    def _good_bye(self, smtp: smtplib.SMTP | None) -> None:
        late = self._watch.late
        with self._watch.within(_GOOD_BYE_SECONDS):
            _close(smtp)
        self._watch.late = late  # a slow good-bye says nothing of what came before it
        self._watch.leave()

    def _no_connection(self, error: Exception) -> Message:
        host = self.server.host
        match error:
            case smtplib.SMTPAuthenticationError():
                said = _plain(error.smtp_code, error.smtp_error)
                return msg("{host} does not accept the login: {said}", host=host, said=said)
            case smtplib.SMTPNotSupportedError():
                if self.server.security is Security.STARTTLS and "STARTTLS" in str(error):
                    return msg("{host} offers no STARTTLS, and mail is not sent in the clear", host=host)
                return msg("{host} offers no way to log in that rusctl knows; see security and login", host=host)
            case ssl.SSLCertVerificationError():
                return msg(
                    "the certificate of {host} is not accepted ({words}), so it is not used; where your organisation "
                    "has a certificate authority of its own, name its file with ca",
                    host=host,
                    words=error.verify_message,
                )
            case ssl.SSLError():
                return msg("no secure connection to {host} could be made ({words})", host=host, words=error.reason)
            case socket.gaierror():
                return msg("{host} is not known on the network; look at the address, or try again later", host=host)
        return msg("no connection to {host}: {words}", host=host, words=_words(error))


def _log_in_plainly(smtp: smtplib.SMTP, server: Server) -> None:
    """Log in with letters that the library cannot send (RFC 4616 wants UTF-8)."""
    if "PLAIN" not in smtp.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError("AUTH PLAIN")
    word = base64.b64encode(f"\0{server.user}\0{server.secret}".encode()).decode("ascii")
    code, words = smtp.docmd("AUTH", f"PLAIN {word}")
    if code not in _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, words)


def _data(smtp: smtplib.SMTP, octets: bytes) -> Verdict:
    code, words = smtp.docmd("DATA")
    if code != _GO_AHEAD:
        return _refused(code, words)
    text = _BARE.sub(b"\r\n", octets)
    text = re.sub(rb"(?m)^\.", b"..", text)
    smtp.send(text if text.endswith(b"\r\n") else text + b"\r\n")
    try:
        smtp.send(b".\r\n")
        code, words = smtp.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Verdict(Delivery.UNKNOWN, _words(error), alive=False)
    if 200 <= code < 300:  # noqa: PLR2004 - RFC 5321, 4.2.1
        return Verdict(Delivery.SENT, _plain(code, words))
    if not 400 <= code < 600:  # noqa: PLR2004
        return Verdict(Delivery.UNKNOWN, _plain(code, words), alive=False)
    return _refused(code, words)


def _refused(code: int, words: bytes) -> Verdict:
    """Give what a refusal means: for now (4xx), or for good (5xx); what is no answer at all ends the connection."""
    said = _plain(code, words)
    if 500 <= code < 600:  # noqa: PLR2004
        return Verdict(Delivery.FAILED, said)
    return Verdict(Delivery.QUEUED, said, alive=400 <= code < 500 and code != _CLOSING)  # noqa: PLR2004


def _start_over(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.rset()[0] == _OK
    except (smtplib.SMTPException, OSError):
        return False


def _close(smtp: smtplib.SMTP | None) -> None:
    if smtp is None:
        return
    with contextlib.suppress(smtplib.SMTPException, OSError):
        if smtp.sock is not None:
            smtp.sock.settimeout(_GOOD_BYE_SECONDS)
        smtp.quit()
    smtp.close()


def _context(server: Server) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if server.ca:
        context.load_verify_locations(server.ca)
    return context


def _our_name(smtp: smtplib.SMTP) -> str:
    """Give the name to greet with, without asking the network for it (RFC 5321, 4.1.3)."""
    name = socket.gethostname()
    if "." in name and re.fullmatch(r"[A-Za-z0-9.-]+", name):
        return name
    own = smtp.sock.getsockname()[0] if smtp.sock else "127.0.0.1"
    return f"[IPv6:{own}]" if ":" in own else f"[{own}]"


def _plain(code: int, words: bytes | str) -> str:
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:_LONGEST_WORDS]


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _plain(error.smtp_code, error.smtp_error)
    text = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    return " ".join(text.split())[:_LONGEST_WORDS]
